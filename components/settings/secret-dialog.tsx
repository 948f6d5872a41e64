"use client";
import { useApi } from "@/components/shell/api-provider";
import { FormDialog } from "@/components/shell/form-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type SecretAnswer, secrets } from "@/lib/api/contracts/secrets";

type Props = { editing: SecretAnswer | "new" | null; onClose: () => void; onSaved: (secret: SecretAnswer) => void };

/** Adds a secret, or changes one whose value stays hidden. */
export function SecretDialog({ editing, onClose, onSaved }: Props) {
  const api = useApi();
  const before = editing === "new" ? null : editing;

  async function save(typed: FormData) {
    const name = String(typed.get("name"));
    const value = String(typed.get("value")).trim();
    const hosts = String(typed.get("hosts"))
      .split(/[\s,]+/)
      .filter(Boolean);
    onSaved(
      before
        ? await api(secrets.update, { id: before.id, name, hosts, ...(value && { value }) })
        : await api(secrets.create, { name, hosts, value }),
    );
  }

  return (
    <FormDialog
      title={before ? `Change ${before.name}` : "Add a secret"}
      description="It is encrypted and never shown again."
      action="Save secret"
      open={editing !== null}
      onOpenChange={onClose}
      onSubmit={save}
    >
      {(errorOf) => (
        <>
          <Field label="Name" name="name" required help="What steps call it, such as Shop key." error={errorOf("name")}>
            <Input maxLength={80} autoComplete="off" defaultValue={before?.name} />
          </Field>
          <Field
            label="May go to"
            name="hosts"
            required
            help="Hosts with commas between them, such as api.example.com or *.example.com. Slack: hooks.slack.com. Discord: discord.com."
            error={errorOf("hosts")}
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
            error={errorOf("value")}
          >
            <Input type="password" autoComplete="new-password" spellCheck={false} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
