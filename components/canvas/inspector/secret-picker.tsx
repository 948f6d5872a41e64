"use client";
import Link from "next/link";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import type { FieldProps } from "@/components/canvas/inspector/field-props";
import { titleOf } from "@/components/canvas/inspector/schema";
import { useSecrets } from "@/components/canvas/use-secrets";
import { useWorkspace } from "@/components/shell/api-provider";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";

/** Chooses one of the workspace's secrets by its name, and says where it may go. */
export function SecretPicker({ name, schema, path, value, onChange }: FieldProps) {
  const { readOnly, touch } = useInspected();
  const { slug } = useWorkspace();
  const { secrets, loading } = useSecrets();
  const error = useFieldError(path);
  const chosen = secrets.find(({ id }) => id === value);
  const empty = loading ? "Loading secrets" : secrets.length === 0 ? "There is no secret yet" : "Choose a secret";
  return (
    <div className="grid gap-1.5">
      <Field
        label={titleOf({ name, schema })}
        name={`config.${path}`}
        help={chosen ? `Goes to ${chosen.hosts.join(", ")} only.` : schema.description}
        error={error}
      >
        <NativeSelect
          value={typeof value === "string" ? value : ""}
          disabled={readOnly}
          onBlur={() => touch(path)}
          onChange={(event) => onChange(event.currentTarget.value || undefined, path)}
        >
          <option value="">{empty}</option>
          {typeof value === "string" && value !== "" && !chosen && !loading ? (
            <option value={value}>A secret that does not exist here</option>
          ) : null}
          {secrets.map((secret) => (
            <option key={secret.id} value={secret.id}>
              {secret.name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Link
        href={`/w/${slug}/settings/secrets`}
        className="justify-self-start text-sm text-primary underline-offset-4 hover:underline"
      >
        Go to secrets
      </Link>
    </div>
  );
}
