"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { type WorkspaceAnswer, workspaces } from "@/lib/api/contracts/workspaces";

type Props = { settings: WorkspaceAnswer; zones: string[] };

/** Name, time zone and sender identity of the workspace. Members who may not change them see them. */
export function GeneralForm({ settings, zones }: Props) {
  const api = useApi();
  const router = useRouter();
  const { role } = useWorkspace();
  const errors = useFormErrors();
  const [busy, setBusy] = useState(false);
  const [track, setTrack] = useState(settings.track_email);
  const locked = role !== "owner" && role !== "admin";

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setBusy(true);
    errors.clear();
    try {
      await api(workspaces.update, { id: settings.id, ...typed, track_email: track });
      toast("Settings saved");
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
            <CardTitle>Workspace</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-4">
            <Field label="Name" name="name" required error={errors.errorOf("name")}>
              <Input defaultValue={settings.name} maxLength={120} />
            </Field>
            <Field
              label="Time zone"
              name="time_zone"
              help="Dates in workflows and on screens are shown in this zone."
              error={errors.errorOf("time_zone")}
            >
              <NativeSelect defaultValue={settings.time_zone}>
                {zones.map((zone) => (
                  <option key={zone} value={zone}>
                    {zone.replaceAll("_", " ")}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>Email sender</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-4">
            <p className="text-muted-foreground">
              Who your emails come from. A workflow with a marketing email can only be published once the sender name,
              the sender address and the postal address are filled in.
            </p>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label="Sender name" name="sender_name" error={errors.errorOf("sender_name")}>
                <Input defaultValue={settings.sender_name ?? ""} maxLength={120} autoComplete="off" />
              </Field>
              <Field label="Sender address" name="sender_email" error={errors.errorOf("sender_email")}>
                <Input type="email" defaultValue={settings.sender_email ?? ""} autoComplete="off" />
              </Field>
            </div>
            <Field
              label="Reply-to address"
              name="reply_to"
              optional
              help="Where answers go, when not to the sender address."
              error={errors.errorOf("reply_to")}
            >
              <Input type="email" defaultValue={settings.reply_to ?? ""} autoComplete="off" />
            </Field>
            <Field
              label="Postal address"
              name="postal_address"
              help="Stands at the end of every marketing email, as the law asks."
              error={errors.errorOf("postal_address")}
            >
              <Textarea rows={3} defaultValue={settings.postal_address ?? ""} maxLength={500} />
            </Field>
            <CheckField
              label="Track opens and clicks"
              help="Links of marketing emails then lead through this installation, and a small picture tells that a mail was opened. A step may decide otherwise, but never when this is off."
              checked={track}
              onCheckedChange={(on) => setTrack(on === true)}
            />
          </CardContent>
          <CardFooter>
            <Button type="submit" busy={busy} disabled={locked}>
              Save settings
            </Button>
          </CardFooter>
        </Card>
      </fieldset>
    </form>
  );
}
