"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import type { FieldProps } from "@/components/canvas/inspector/field-props";
import { HookDialog } from "@/components/canvas/inspector/hook-dialog";
import { titleOf } from "@/components/canvas/inspector/schema";
import { useDeliveries, useHooks } from "@/components/canvas/use-hooks";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { CopyButton } from "@/components/shell/copy-button";
import { RelativeTime } from "@/components/shell/relative-time";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { hooks as calls, type HookAnswer, type HookDelivery } from "@/lib/api/contracts/hooks";

/** Chooses or makes the address that starts a workflow; shows it, how it is checked, and what it received last. */
export function HookField({ name, schema, path, value, onChange }: FieldProps) {
  const api = useApi();
  const { role } = useWorkspace();
  const { readOnly, touch } = useInspected();
  const { hooks, loading, reload } = useHooks();
  const error = useFieldError(path);
  const [busy, setBusy] = useState(false);
  const chosen = hooks.find(({ id }) => id === value);

  async function create() {
    setBusy(true);
    try {
      const made = await api(calls.create, { name: `Webhook ${hooks.length + 1}` });
      await reload();
      onChange(made.id, path);
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    } finally {
      setBusy(false);
    }
  }

  if (role === "viewer")
    return <p className="text-sm text-muted-foreground">Editors see the address and its samples.</p>;
  return (
    <div className="grid gap-3">
      <Field label={titleOf({ name, schema })} name={`config.${path}`} help={schema.description} error={error}>
        <NativeSelect
          value={typeof value === "string" ? value : ""}
          disabled={readOnly}
          onBlur={() => touch(path)}
          onChange={(event) => onChange(event.currentTarget.value || undefined, path)}
        >
          <option value="">{loading ? "Loading addresses" : "Choose an address"}</option>
          {typeof value === "string" && value !== "" && !chosen && !loading ? (
            <option value={value}>An address that does not exist any more</option>
          ) : null}
          {hooks.map((hook) => (
            <option key={hook.id} value={hook.id}>
              {hook.name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {chosen ? <Chosen hook={chosen} readOnly={readOnly} onSaved={() => void reload()} /> : null}
      {chosen || readOnly ? null : (
        <Button variant="outline" size="sm" className="justify-self-start" busy={busy} onClick={create}>
          <Plus aria-hidden />
          Create address
        </Button>
      )}
    </div>
  );
}

function Chosen({ hook, readOnly, onSaved }: { hook: HookAnswer; readOnly: boolean; onSaved: () => void }) {
  const { data } = useDeliveries(hook.id);
  const last = data?.data.find(({ payload }) => payload !== null);
  return (
    <>
      <div className="grid gap-1.5">
        <p className="text-sm font-medium">Post to</p>
        <CodeBlock code={hook.url} label="Webhook address" wrap />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-muted-foreground">{signatureWords[hook.signature]}</p>
        {readOnly ? null : <HookDialog hook={hook} onSaved={onSaved} />}
      </div>
      {last ? (
        <div className="grid gap-1.5">
          <p className="text-sm font-medium">
            Last received <RelativeTime at={last.received_at} />
          </p>
          <p className="text-sm text-muted-foreground">{outcomeWords[last.outcome]}</p>
          <CodeBlock code={JSON.stringify(last.payload, null, 2)} label="Last payload" />
        </div>
      ) : (
        <div className="grid justify-items-start gap-1.5">
          <p className="text-sm text-muted-foreground">
            Nothing has arrived yet. Send a test from the other system, or with this command.
          </p>
          <CopyButton value={curl(hook.url)} label="Copy a curl command" />
        </div>
      )}
    </>
  );
}

const signatureWords: Record<HookAnswer["signature"], string> = {
  none: "Anybody who knows the address can post to it.",
  hmac_sha256: "Signed with HMAC-SHA256.",
  standard: "Signed by Standard Webhooks.",
};
const outcomeWords: Record<HookDelivery["outcome"], string> = {
  accepted: "It named a contact and was shown to workflows.",
  no_contact: "It named no contact. Set where the email address or phone stands in it.",
  repeated: "It was a repeat.",
};
const curl = (url: string): string =>
  `curl -X POST '${url}' -H 'Content-Type: application/json' -d '{"email":"ada@example.com","first_name":"Ada"}'`;
