"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { ApiError } from "@/lib/api/client";
import type { EntryRules } from "@/lib/api/contracts/workflow-settings";
import { type WorkflowAnswer, workflows } from "@/lib/api/contracts/workflows";

type Mode = EntryRules["reentry"]["mode"];
const modes: Record<Mode, string> = {
  never_while_inside: "Again, but never while still inside",
  once: "Only once, ever",
  cooldown: "Again after a pause",
  always: "Every time",
  keyed: "Once for each order or other value",
};

/** Name, description and who may enter. These count at once; the drawing waits for publishing. */
export function WorkflowSettings({ workflow: initial }: { workflow: WorkflowAnswer }) {
  const api = useApi();
  const router = useRouter();
  const { role } = useWorkspace();
  const errors = useFormErrors();
  const [workflow, setWorkflow] = useState(initial);
  const [mode, setMode] = useState<Mode>(initial.entry.reentry.mode);
  const [busy, setBusy] = useState(false);
  const readOnly = role === "viewer";

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    setBusy(true);
    errors.clear();
    try {
      const saved = await api(
        workflows.update,
        {
          id: workflow.id,
          name: text("name"),
          description: text("description"),
          priority: Number(text("priority")),
          exclusive_group: text("exclusive_group") || null,
          entry: {
            ...workflow.entry,
            reentry: {
              ...workflow.entry.reentry,
              mode,
              cooldown_hours:
                mode === "cooldown"
                  ? Number(text("entry.reentry.cooldown_hours"))
                  : workflow.entry.reentry.cooldown_hours,
            },
            respect_do_not_contact: data.get("respect_do_not_contact") === "on",
            allow_own_events: data.get("allow_own_events") === "on",
          },
        } as never,
        { ifMatch: workflow.revision },
      );
      setWorkflow(saved);
      toast.success("Settings saved");
      router.refresh();
    } catch (thrown) {
      if (thrown instanceof ApiError && thrown.code === "revision_conflict") {
        const current = thrown.details.current as WorkflowAnswer;
        setWorkflow((before) => ({ ...before, revision: current.revision }));
        errors.show({
          code: thrown.code,
          message: "The workflow was changed meanwhile. Press Save again to keep what you see here.",
        });
      } else errors.show(thrown);
    }
    setBusy(false);
  }

  return (
    <form ref={errors.ref} onSubmit={save} noValidate className="max-w-2xl">
      <fieldset disabled={readOnly} className="grid gap-4">
        <FormMessage message={errors.message} />
        <Card>
          <CardHeader>
            <CardTitle>About</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-4">
            <Field label="Name" name="name" error={errors.errorOf("name")}>
              <Input defaultValue={workflow.name} maxLength={120} autoComplete="off" />
            </Field>
            <Field label="Description" name="description" optional error={errors.errorOf("description")}>
              <Textarea
                defaultValue={workflow.description}
                maxLength={2000}
                placeholder="What it is for, and who looks after it"
              />
            </Field>
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <div>
              <CardTitle>Who may enter</CardTitle>
              <CardDescription>These rules count as soon as they are saved.</CardDescription>
            </div>
          </CardHeader>
          <CardContent className="grid gap-4">
            <Field
              label="The same person enters"
              name="entry.reentry.mode"
              error={errors.errorOf("entry.reentry.mode")}
            >
              <NativeSelect value={mode} onChange={(event) => setMode(event.currentTarget.value as Mode)}>
                {Object.entries(modes).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            {mode === "cooldown" ? (
              <Field
                label="Hours between two entries"
                name="entry.reentry.cooldown_hours"
                error={errors.errorOf("entry.reentry.cooldown_hours")}
              >
                <Input
                  type="number"
                  step="any"
                  min={0.1}
                  max={8760}
                  defaultValue={workflow.entry.reentry.cooldown_hours}
                  className="max-w-40"
                />
              </Field>
            ) : null}
            <CheckField
              name="respect_do_not_contact"
              label="Keep out people marked do not contact"
              help="Counts only when the workflow sends something. Messages to them are never sent either way."
              defaultChecked={workflow.entry.respect_do_not_contact}
            />
            <CheckField
              name="allow_own_events"
              label="What the workflow does itself may start it again"
              help="For example a tag that it adds. A chain of workflows still ends after eight."
              defaultChecked={workflow.entry.allow_own_events}
            />
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <div>
              <CardTitle>Order among workflows</CardTitle>
              <CardDescription>
                When one event fits several workflows of a group, only the first takes the contact.
              </CardDescription>
            </div>
          </CardHeader>
          <CardContent className="grid gap-4 sm:grid-cols-2">
            <Field
              label="Exclusive group"
              name="exclusive_group"
              optional
              help="The same name in several workflows makes them a group."
              error={errors.errorOf("exclusive_group")}
            >
              <Input
                defaultValue={workflow.exclusive_group ?? ""}
                maxLength={60}
                placeholder="onboarding"
                autoComplete="off"
              />
            </Field>
            <Field
              label="Priority"
              name="priority"
              help="The lowest number goes first."
              error={errors.errorOf("priority")}
            >
              <Input type="number" min={1} max={10000} defaultValue={workflow.priority} />
            </Field>
          </CardContent>
          {readOnly ? null : (
            <CardFooter>
              <Button type="submit" busy={busy}>
                Save settings
              </Button>
            </CardFooter>
          )}
        </Card>
      </fieldset>
    </form>
  );
}
