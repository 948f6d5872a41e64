"use client";
import { useApi } from "@/components/shell/api-provider";
import { FormDialog } from "@/components/shell/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { phone } from "@/lib/api/contracts/phone";
import { textChannels } from "./text-channels";

/** Writes to the workspace from any number, as a contact would who writes first. */
export function WriteAs({ onWritten }: { onWritten: (threadId: string) => void }) {
  const api = useApi();

  async function send(data: FormData) {
    const typed = Object.fromEntries(data) as Record<string, string>;
    const { id } = await api(phone.write, {
      channel: typed.channel as keyof typeof textChannels,
      number: typed.number ?? "",
      text: typed.text ?? "",
    });
    onWritten(id);
  }

  return (
    <FormDialog
      title="Write as a contact"
      description="The workspace gets this as if somebody with the number had written it. STOP, START and HELP work."
      action="Send"
      trigger={<Button variant="outline">Write as a contact</Button>}
      onSubmit={send}
    >
      {(errorOf) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="channel" label="Channel" error={errorOf("channel")}>
              <NativeSelect>
                {Object.entries(textChannels).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            <Field name="number" label="From number" required error={errorOf("number")}>
              <Input type="tel" inputMode="tel" placeholder="+15550100123" autoComplete="off" />
            </Field>
          </div>
          <Field name="text" label="Text" required error={errorOf("text")}>
            <Textarea rows={3} maxLength={1600} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
