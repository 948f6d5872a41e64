"use client";
import { Plus } from "lucide-react";
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
  DialogTrigger,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { forms } from "@/lib/api/contracts/forms";

/** Asks for a name, makes the form and opens it. */
export function NewFormButton() {
  const api = useApi();
  const router = useRouter();
  const { slug } = useWorkspace();
  const errors = useFormErrors();
  const [busy, setBusy] = useState(false);

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name"));
    setBusy(true);
    errors.clear();
    try {
      const made = await api(forms.create, { name });
      router.push(`/w/${encodeURIComponent(slug)}/forms/${made.id}`);
    } catch (error) {
      errors.show(error);
      setBusy(false);
    }
  }

  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden />
          New form
        </Button>
      </DialogTrigger>
      <DialogContent>
        <form ref={errors.ref} onSubmit={create} noValidate className="contents">
          <DialogHeader>
            <DialogTitle>New form</DialogTitle>
            <DialogDescription>
              It starts with email and first name. Nobody sees it before you publish.
            </DialogDescription>
          </DialogHeader>
          <DialogBody className="grid gap-3">
            <FormMessage message={errors.message} />
            <Field label="Name" name="name" error={errors.errorOf("name")}>
              <Input maxLength={120} placeholder="Demo request" autoComplete="off" />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button type="submit" busy={busy}>
              Create form
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
