"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useApi } from "@/components/shell/api-provider";
import { FormDialog, type Outcome } from "@/components/shell/form-dialog";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { type ApiKeyAnswer, apiKeys } from "@/lib/api/contracts/api-keys";
import { ScopeField } from "./scope-field";

type Props = { scopes: string[]; onCreated: (key: ApiKeyAnswer) => void };
const DAY = 86_400_000;

/** A button and its dialog: makes a key and shows it this once. */
export function CreateKey({ scopes, onCreated }: Props) {
  const api = useApi();
  const [chosen, setChosen] = useState<string[]>([]);

  async function create(typed: FormData): Promise<Outcome> {
    const days = Number(typed.get("expires_at"));
    const { secret, ...key } = await api(apiKeys.create, {
      name: String(typed.get("name")),
      role: String(typed.get("role")) as ApiKeyAnswer["role"],
      scopes: chosen,
      expires_at: days > 0 ? new Date(Date.now() + days * DAY).toISOString() : null,
    });
    onCreated(key);
    return {
      title: "Copy your key now",
      description: "It is shown this once. Keep it where only your program can read it.",
      body: <CodeBlock code={secret} label="API key" wrap />,
    };
  }

  return (
    <FormDialog
      title="Create an API key"
      description="Give it no more than its program needs."
      action="Create key"
      trigger={
        <Button>
          <Plus aria-hidden />
          Create key
        </Button>
      }
      onOpenChange={() => setChosen([])}
      onSubmit={create}
    >
      {(errorOf) => (
        <>
          <Field label="Name" name="name" required help="What uses it, such as Website." error={errorOf("name")}>
            <Input maxLength={120} autoComplete="off" />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Role" name="role" error={errorOf("role")}>
              <NativeSelect defaultValue="editor">
                <option value="viewer">Viewer</option>
                <option value="editor">Editor</option>
                <option value="admin">Admin</option>
              </NativeSelect>
            </Field>
            <Field label="Expires" name="expires_at" error={errorOf("expires_at")}>
              <NativeSelect defaultValue="365">
                <option value="30">In 30 days</option>
                <option value="90">In 90 days</option>
                <option value="365">In a year</option>
                <option value="0">Never</option>
              </NativeSelect>
            </Field>
          </div>
          <ScopeField scopes={scopes} chosen={chosen} onChange={setChosen} error={errorOf("scopes")} />
        </>
      )}
    </FormDialog>
  );
}
