"use client";
import { useState } from "react";
import { useApi } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { FormDialog, type Outcome } from "@/components/shell/form-dialog";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { hooks as calls, type HookAnswer, type HookMapping } from "@/lib/api/contracts/hooks";

const places: { field: keyof HookMapping; label: string }[] = [
  { field: "email", label: "Email address" },
  { field: "phone", label: "Phone" },
  { field: "first_name", label: "First name" },
  { field: "last_name", label: "Last name" },
  { field: "company", label: "Company" },
];

/** A button and its dialog: how a webhook address is named, signed and read. A new signing secret is shown this once. */
export function HookDialog({ hook, onSaved }: { hook: HookAnswer; onSaved: () => void }) {
  const api = useApi();
  const [open, setOpen] = useState(false);
  const [rotating, setRotating] = useState(false);
  const [signature, setSignature] = useState(hook.signature);

  function change(next: boolean) {
    setOpen(next);
    setSignature(hook.signature);
  }
  async function save(form: FormData): Promise<Outcome | undefined> {
    const typed = (name: string) => String(form.get(name) ?? "").trim();
    const given = places.flatMap(({ field }) =>
      typed(`mapping.${field}`) ? [[field, typed(`mapping.${field}`)]] : [],
    );
    const { secret } = await api(calls.update, {
      id: hook.id,
      name: typed("name"),
      signature,
      signature_header: typed("signature_header") || null,
      id_header: typed("id_header") || null,
      mapping: Object.fromEntries(given),
      ...(typed("secret") && { secret: typed("secret") }),
    });
    onSaved();
    if (!secret) return;
    return {
      title: "Copy the signing secret now",
      description: "It is shown this once. Enter it in the other system.",
      body: <CodeBlock code={secret} label="Signing secret" wrap />,
    };
  }

  return (
    <>
      <FormDialog
        title={`Set up ${hook.name}`}
        description="This counts at once, also for live workflows."
        action="Save"
        trigger={
          <Button variant="outline" size="sm">
            Set up
          </Button>
        }
        open={open}
        onOpenChange={change}
        onSubmit={save}
        aside={
          <Button variant="outline" onClick={() => setRotating(true)}>
            New address
          </Button>
        }
      >
        {(errorOf) => (
          <>
            <Field label="Name" name="name" required error={errorOf("name")}>
              <Input maxLength={120} autoComplete="off" defaultValue={hook.name} />
            </Field>
            <fieldset className="grid gap-3">
              <legend className="pb-1.5 text-sm font-medium">Where the contact stands in the payload</legend>
              <p className="text-sm text-muted-foreground">
                Such as customer.email. Empty fields of a known contact are filled; nothing is overwritten.
              </p>
              <div className="grid gap-3 sm:grid-cols-2">
                {places.map(({ field, label }) => (
                  <Field key={field} label={label} name={`mapping.${field}`} error={errorOf(`mapping.${field}`)}>
                    <Input autoComplete="off" defaultValue={hook.mapping[field]} placeholder={field} />
                  </Field>
                ))}
              </div>
            </fieldset>
            <Field label="Signature" name="signature" error={errorOf("signature")}>
              <NativeSelect
                value={signature}
                onChange={(event) => setSignature(event.currentTarget.value as HookAnswer["signature"])}
              >
                <option value="none">None: the address is all it takes</option>
                <option value="hmac_sha256">HMAC-SHA256 of the body in a header</option>
                <option value="standard">Standard Webhooks</option>
              </NativeSelect>
            </Field>
            {signature === "hmac_sha256" ? (
              <Field
                label="Header with the signature"
                name="signature_header"
                required
                error={errorOf("signature_header")}
              >
                <Input autoComplete="off" defaultValue={hook.signature_header ?? ""} placeholder="x-signature" />
              </Field>
            ) : null}
            {signature === "none" ? null : (
              <Field
                label="Signing secret"
                name="secret"
                optional
                help={
                  signature === hook.signature
                    ? "Leave empty to keep the present one."
                    : "The one the other system shows. Left empty, one is made and shown once."
                }
                error={errorOf("secret")}
              >
                <Input type="password" autoComplete="new-password" spellCheck={false} />
              </Field>
            )}
            <Field
              label="Header that numbers deliveries"
              name="id_header"
              optional
              help="Repeats are told apart by it. Without one, equal bodies within five minutes count once."
              error={errorOf("id_header")}
            >
              <Input autoComplete="off" defaultValue={hook.id_header ?? ""} placeholder="x-event-id" />
            </Field>
          </>
        )}
      </FormDialog>
      <ConfirmDialog
        open={rotating}
        onOpenChange={setRotating}
        title="Give it a new address?"
        description="The present address stops working at once. Enter the new one in the other system."
        actionLabel="New address"
        onConfirm={async () => {
          await api(calls.rotate, { id: hook.id });
          onSaved();
          setOpen(false);
        }}
      />
    </>
  );
}
