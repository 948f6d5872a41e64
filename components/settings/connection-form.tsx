"use client";
import { type FormEvent, useState } from "react";
import type { z } from "zod";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import { CardContent, CardFooter } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { fieldsOf, type Provider } from "@/lib/api/contracts/connection-fields";
import { connections as calls } from "@/lib/api/contracts/connections";

type Props = {
  provider: Provider;
  connection: z.output<typeof calls.connect.response> | null;
  onDone: (saved: boolean) => void;
};

/** The fields of one provider. Stored secrets are not shown; left empty they stay as they are. */
export function ConnectionForm({ provider, connection, onDone }: Props) {
  const api = useApi();
  const errors = useFormErrors();
  const [busy, setBusy] = useState(false);
  const { config, secret, webhook } = fieldsOf(provider);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = [...new FormData(event.currentTarget)].map(([key, value]) => [key, String(value)] as const);
    // An empty signing secret would take the stored one away.
    const body = Object.fromEntries(given.filter(([key, value]) => key !== "webhook_secret" || value !== ""));
    setBusy(true);
    errors.clear();
    try {
      await api(calls.connect, { provider, ...body });
      onDone(true);
    } catch (thrown) {
      errors.show(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form ref={errors.ref} onSubmit={save} noValidate>
      <CardContent className="grid gap-4">
        <FormMessage message={errors.message} />
        {Object.entries(config).map(([key, { label, help, required, placeholder, choices }]) => (
          <Field
            key={key}
            label={label}
            name={key}
            required={required}
            optional={!required}
            help={help}
            error={errors.errorOf(key)}
          >
            {choices ? (
              <NativeSelect defaultValue={connection?.config[key]}>
                {Object.entries(choices).map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </NativeSelect>
            ) : (
              <Input defaultValue={connection?.config[key]} placeholder={placeholder} autoComplete="off" />
            )}
          </Field>
        ))}
        {Object.entries(secret).map(([key, { label, help, required }]) => (
          <Field
            key={key}
            label={label}
            name={key}
            required={required && !connection}
            optional={!required}
            help={
              connection
                ? "Leave empty to keep the stored one."
                : [help, "It is stored encrypted and never shown again."].filter(Boolean).join(" ")
            }
            error={errors.errorOf(key)}
          >
            <Input type="password" autoComplete="off" />
          </Field>
        ))}
        {webhook?.secretHelp ? (
          <Field
            label="Signing secret"
            name="webhook_secret"
            optional
            help={
              connection?.has_webhook_secret
                ? "Leave empty to keep the stored one."
                : connection
                  ? webhook.secretHelp
                  : `${webhook.secretHelp} Connect first to get the address to paste there.`
            }
            error={errors.errorOf("webhook_secret")}
          >
            <Input type="password" autoComplete="off" />
          </Field>
        ) : null}
      </CardContent>
      <CardFooter className="flex flex-wrap gap-2">
        <Button variant="outline" onClick={() => onDone(false)}>
          Cancel
        </Button>
        <Button type="submit" busy={busy}>
          {connection ? "Save" : "Connect"}
        </Button>
      </CardFooter>
    </form>
  );
}
