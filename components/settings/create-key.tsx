"use client";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
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
import { NativeSelect } from "@/components/ui/native-select";
import { type ApiKeyAnswer, apiKeys } from "@/lib/api/contracts/api-keys";
import { ScopeField } from "./scope-field";

type Props = { scopes: string[]; onCreated: (key: ApiKeyAnswer) => void };
const DAY = 86_400_000;

/** A button and its dialog: makes a key and shows it this once. */
export function CreateKey({ scopes, onCreated }: Props) {
  const api = useApi();
  const errors = useFormErrors();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const [secret, setSecret] = useState<string | null>(null);

  function change(next: boolean) {
    if (busy) return;
    setOpen(next);
    setSecret(null);
    setChosen([]);
    errors.clear();
  }

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const days = Number(typed.get("expires_at"));
    setBusy(true);
    errors.clear();
    try {
      const { secret, ...key } = await api(apiKeys.create, {
        name: String(typed.get("name")),
        role: String(typed.get("role")) as ApiKeyAnswer["role"],
        scopes: chosen,
        expires_at: days > 0 ? new Date(Date.now() + days * DAY).toISOString() : null,
      });
      onCreated(key);
      setSecret(secret);
    } catch (thrown) {
      errors.show(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden />
          Create key
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{secret ? "Copy your key now" : "Create an API key"}</DialogTitle>
          <DialogDescription>
            {secret
              ? "It is shown this once. Keep it where only your program can read it."
              : "Give it no more than its program needs."}
          </DialogDescription>
        </DialogHeader>
        {secret ? (
          <>
            <DialogBody>
              <CodeBlock code={secret} label="API key" wrap />
            </DialogBody>
            <DialogFooter>
              <Button onClick={() => change(false)}>Done</Button>
            </DialogFooter>
          </>
        ) : (
          <form ref={errors.ref} onSubmit={create} noValidate className="contents">
            <DialogBody className="grid gap-4">
              <FormMessage message={errors.message} />
              <Field
                label="Name"
                name="name"
                required
                help="What uses it, such as Website."
                error={errors.errorOf("name")}
              >
                <Input maxLength={120} autoComplete="off" />
              </Field>
              <div className="grid gap-4 sm:grid-cols-2">
                <Field label="Role" name="role" error={errors.errorOf("role")}>
                  <NativeSelect defaultValue="editor">
                    <option value="viewer">Viewer</option>
                    <option value="editor">Editor</option>
                    <option value="admin">Admin</option>
                  </NativeSelect>
                </Field>
                <Field label="Expires" name="expires_at" error={errors.errorOf("expires_at")}>
                  <NativeSelect defaultValue="365">
                    <option value="30">In 30 days</option>
                    <option value="90">In 90 days</option>
                    <option value="365">In a year</option>
                    <option value="0">Never</option>
                  </NativeSelect>
                </Field>
              </div>
              <ScopeField scopes={scopes} chosen={chosen} onChange={setChosen} error={errors.errorOf("scopes")} />
            </DialogBody>
            <DialogFooter>
              <Button variant="outline" onClick={() => change(false)}>
                Cancel
              </Button>
              <Button type="submit" busy={busy}>
                Create key
              </Button>
            </DialogFooter>
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
