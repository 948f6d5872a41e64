"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { EntryCard } from "@/components/workflows/entry-card";
import { InsideCard } from "@/components/workflows/inside-card";
import { ApiError } from "@/lib/api/client";
import { type WorkflowAnswer, workflows } from "@/lib/api/contracts/workflows";

/** Name, description, who may enter and how people inside are treated. These count at once; the drawing waits for publishing. */
export function WorkflowSettings({ workflow: initial }: { workflow: WorkflowAnswer }) {
  const api = useApi();
  const router = useRouter();
  const errors = useFormErrors();
  const [workflow, setWorkflow] = useState(initial);
  const [entry, setEntry] = useState(initial.entry);
  const [settings, setSettings] = useState(initial.settings);
  const [wrong, setWrong] = useState<{ path: string; message: string }[]>([]);
  const [busy, setBusy] = useState(false);
  const readOnly = !initial.access.publish;

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    setBusy(true);
    errors.clear();
    setWrong([]);
    try {
      const saved = await api(
        workflows.update,
        {
          id: workflow.id,
          name: text("name"),
          description: text("description"),
          priority: Number(text("priority")),
          exclusive_group: text("exclusive_group") || null,
          entry,
          settings,
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
      } else {
        setWrong(thrown instanceof ApiError ? (thrown.fields ?? []) : []);
        errors.show(thrown);
      }
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
        <EntryCard entry={entry} errorOf={errors.errorOf} onChange={setEntry} />
        <InsideCard
          settings={settings}
          readOnly={readOnly}
          errors={wrong}
          errorOf={errors.errorOf}
          onChange={setSettings}
        />
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
