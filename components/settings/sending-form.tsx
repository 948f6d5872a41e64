"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { CapsField } from "@/components/settings/caps-field";
import { HolidaysField } from "@/components/settings/holidays-field";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { HoursField, officeHours } from "@/components/workflows/hours-field";
import { type WorkspaceAnswer, workspaces } from "@/lib/api/contracts/workspaces";

const night = { from: "21:00", to: "08:00" };

/** Quiet hours, business hours, limits and the answer to HELP. Members who may not change them see them. */
export function SendingForm({ settings }: { settings: WorkspaceAnswer }) {
  const api = useApi();
  const router = useRouter();
  const { role } = useWorkspace();
  const errors = useFormErrors();
  const [busy, setBusy] = useState(false);
  const [quiet, setQuiet] = useState(settings.quiet_hours);
  const [hours, setHours] = useState(settings.business_hours);
  const [caps, setCaps] = useState(settings.frequency_caps);
  const [help, setHelp] = useState(settings.sms_help ?? "");
  const locked = role !== "owner" && role !== "admin";

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    errors.clear();
    try {
      await api(workspaces.update, {
        id: settings.id,
        quiet_hours: quiet,
        business_hours: hours,
        frequency_caps: caps,
        sms_help: help,
      });
      toast.success("The rules of sending were saved.");
      router.refresh();
    } catch (thrown) {
      errors.show(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form ref={errors.ref} onSubmit={save} noValidate className="max-w-2xl">
      <fieldset disabled={locked} className="grid gap-5">
        <FormMessage message={errors.message} />
        {locked ? <p className="text-muted-foreground">Only an admin or the owner can change these settings.</p> : null}
        <Card>
          <CardHeader>
            <CardTitle>Quiet hours</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-4">
            <CheckField
              label="Send no marketing at night"
              help={`It waits until the quiet hours are over where the contact lives, or in ${settings.time_zone.replaceAll("_", " ")} when that is not known.`}
              checked={quiet !== null}
              onCheckedChange={(on) => setQuiet(on === true ? night : null)}
            />
            {quiet ? (
              <div className="grid grid-cols-2 gap-4 sm:max-w-xs">
                <Field label="From" name="quiet_hours.from" error={errors.errorOf("quiet_hours.from")}>
                  <Input
                    type="time"
                    value={quiet.from}
                    onChange={(event) => setQuiet({ ...quiet, from: event.currentTarget.value })}
                  />
                </Field>
                <Field label="To" name="quiet_hours.to" error={errors.errorOf("quiet_hours.to")}>
                  <Input
                    type="time"
                    value={quiet.to}
                    onChange={(event) => setQuiet({ ...quiet, to: event.currentTarget.value })}
                  />
                </Field>
              </div>
            ) : null}
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>Business hours</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-4">
            <CheckField
              label="This workspace has business hours"
              help={`Steps can wait for them, and a workflow can have hours of its own. In ${settings.time_zone.replaceAll("_", " ")}.`}
              checked={hours !== null}
              onCheckedChange={(on) => setHours(on === true ? officeHours : null)}
            />
            {hours ? (
              <>
                <HoursField
                  label="Business hours"
                  value={hours}
                  onChange={setHours}
                  error={errors.errorOf("business_hours.days")}
                />
                <HolidaysField
                  value={hours.holidays}
                  onChange={(holidays) => setHours({ ...hours, holidays })}
                  error={errors.errorOf("business_hours.holidays")}
                />
              </>
            ) : null}
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>Limits for one contact</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-4">
            <p className="text-muted-foreground">
              How much marketing one contact may get, over all workflows together. What is over a limit is not sent, and
              the step says why.
            </p>
            <CapsField value={caps} onChange={setCaps} errorOf={errors.errorOf} />
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>Answer to HELP</CardTitle>
          </CardHeader>
          <CardContent>
            <Field
              label="Text"
              name="sms_help"
              optional
              help="Sent to whoever writes HELP by SMS or WhatsApp. Left empty, it is your name and how to stop. STOP and START always work."
              error={errors.errorOf("sms_help")}
            >
              <Textarea
                rows={2}
                maxLength={320}
                value={help}
                onChange={(event) => setHelp(event.currentTarget.value)}
              />
            </Field>
          </CardContent>
          <CardFooter>
            <Button type="submit" busy={busy} disabled={locked}>
              Save rules
            </Button>
          </CardFooter>
        </Card>
      </fieldset>
    </form>
  );
}
