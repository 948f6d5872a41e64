"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { starters } from "@/components/workflows/starters";
import { forms } from "@/lib/api/contracts/forms";
import { workflows } from "@/lib/api/contracts/workflows";

type Props = { open: boolean; starter?: string; onOpenChange: (open: boolean) => void };

/** Asks for a name and what to begin with, makes the workflow and opens it. */
export function NewWorkflowDialog({ open, starter, onOpenChange }: Props) {
  const api = useApi();
  const router = useRouter();
  const { slug } = useWorkspace();
  const errors = useFormErrors();
  const [chosen, setChosen] = useState(starter ?? "welcome");
  const [busy, setBusy] = useState(false);

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const template = starters.find((one) => one.id === chosen);
    const name =
      String(new FormData(event.currentTarget).get("name")).trim() ||
      (template?.id === "blank" ? "New workflow" : (template?.name ?? "New workflow"));
    setBusy(true);
    errors.clear();
    try {
      const published = chosen === "blank" ? null : await api(forms.list, { status: "published", limit: 1 });
      const draft = template?.graph({ formId: published?.data[0]?.id });
      const made = await api(workflows.create, { name, ...(draft && { draft }) } as never);
      router.push(`/w/${encodeURIComponent(slug)}/workflows/${made.id}`);
    } catch (error) {
      errors.show(error);
      setBusy(false);
    }
  }

  return (
    <Dialog open={open} onOpenChange={(next) => !busy && onOpenChange(next)}>
      <DialogContent>
        <form ref={errors.ref} onSubmit={create} noValidate className="contents">
          <DialogHeader>
            <DialogTitle>New workflow</DialogTitle>
            <DialogDescription>It is a draft until you publish it.</DialogDescription>
          </DialogHeader>
          <DialogBody className="grid content-start gap-4">
            <FormMessage message={errors.message} />
            <fieldset className="grid gap-2">
              <legend className="pb-1.5 text-sm font-medium">Begin with</legend>
              {starters.map((one) => (
                <label
                  key={one.id}
                  className="flex cursor-pointer items-start gap-3 rounded-md border p-3 has-checked:border-primary has-checked:bg-primary-soft has-focus-visible:outline-2 has-focus-visible:outline-ring"
                >
                  <input
                    type="radio"
                    name="starter"
                    value={one.id}
                    checked={chosen === one.id}
                    onChange={() => setChosen(one.id)}
                    className="mt-1 accent-(--primary) focus-visible:outline-none"
                  />
                  <span className="min-w-0">
                    <span className="block font-medium">{one.name}</span>
                    <span className="block text-sm text-muted-foreground">{one.description}</span>
                  </span>
                </label>
              ))}
            </fieldset>
            <Field label="Name" name="name" error={errors.errorOf("name")}>
              <Input
                maxLength={120}
                placeholder={chosen === "blank" ? "New workflow" : "Welcome new leads"}
                autoComplete="off"
              />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button type="submit" busy={busy}>
              Create workflow
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
