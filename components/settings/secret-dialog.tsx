"use client";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/shell/api-provider";
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
import { type SecretAnswer, secrets } from "@/lib/api/contracts/secrets";

type Props = { editing: SecretAnswer | "new" | null; onClose: () => void; onSaved: (secret: SecretAnswer) => void };

/** Adds a secret, or changes one whose value stays hidden. */
export function SecretDialog({ editing, onClose, onSaved }: Props) {
  const api = useApi();
  const errors = useFormErrors();
  const [busy, setBusy] = useState(false);
  const before = editing === "new" ? null : editing;

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const name = String(typed.get("name"));
    const value = String(typed.get("value")).trim();
    const hosts = String(typed.get("hosts"))
      .split(/[\s,]+/)
      .filter(Boolean);
    setBusy(true);
    errors.clear();
    try {
      onSaved(
        before
          ? await api(secrets.update, { id: before.id, name, hosts, ...(value && { value }) })
          : await api(secrets.create, { name, hosts, value }),
      );
      onClose();
    } catch (thrown) {
      errors.show(thrown);
    } finally {
      setBusy(false);
    }
  }

  const hostError =
    errors.errorOf("hosts") ?? Array.from({ length: 20 }, (_, n) => errors.errorOf(`hosts.${n}`)).find(Boolean);
  return (
    <Dialog open={editing !== null} onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{before ? `Change ${before.name}` : "Add a secret"}</DialogTitle>
          <DialogDescription>It is encrypted and never shown again.</DialogDescription>
        </DialogHeader>
        <form ref={errors.ref} onSubmit={save} noValidate className="contents">
          <DialogBody className="grid gap-4">
            <FormMessage message={errors.message} />
            <Field
              label="Name"
              name="name"
              required
              help="What steps call it, such as Shop key."
              error={errors.errorOf("name")}
            >
              <Input maxLength={80} autoComplete="off" defaultValue={before?.name} />
            </Field>
            <Field
              label="May go to"
              name="hosts"
              required
              help="Hosts with commas between them, such as api.example.com or *.example.com. Slack: hooks.slack.com. Discord: discord.com."
              error={hostError}
            >
              <Input autoComplete="off" defaultValue={before?.hosts.join(", ")} placeholder="api.example.com" />
            </Field>
            <Field
              label="Secret"
              name="value"
              required={!before}
              help={
                before
                  ? "Leave empty to keep the present one. To add a host, give it again."
                  : "A key, a token, or the whole webhook address of a chat channel."
              }
              error={errors.errorOf("value")}
            >
              <Input type="password" autoComplete="new-password" spellCheck={false} />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" busy={busy}>
              Save secret
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
