"use client";
import { type FormEvent, useState } from "react";
import { nodeTitle } from "@/components/canvas/node-words";
import { useCanvas } from "@/components/canvas/store";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";

/** Returns what went wrong as a sentence, or null. */
type Props = { onAdd: (comment: { body: string; node_id: string | null }) => Promise<string | null> };

/** Writes a comment on the whole workflow or a step; the chosen step is proposed. */
export function AddComment({ onAdd }: Props) {
  const nodes = useCanvas((state) => state.graph.nodes);
  const chosen = useCanvas((state) => (state.selection.length === 1 ? state.selection[0] : undefined));
  const [about, setAbout] = useState(chosen ?? "");
  const [body, setBody] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!body.trim()) return setProblem("Write something.");
    setBusy(true);
    const wrong = await onAdd({ body, node_id: about || null });
    setBusy(false);
    setProblem(wrong ?? undefined);
    if (!wrong) setBody("");
  }

  return (
    <form onSubmit={send} className="grid gap-3" noValidate>
      <Field label="About">
        <NativeSelect value={about} onChange={(event) => setAbout(event.currentTarget.value)}>
          <option value="">The whole workflow</option>
          {nodes.map((node) => (
            <option key={node.id} value={node.id}>
              {nodeTitle(node)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="Comment" error={problem}>
        <Textarea value={body} maxLength={4000} onChange={(event) => setBody(event.currentTarget.value)} />
      </Field>
      <Button type="submit" busy={busy} className="justify-self-end">
        Add comment
      </Button>
    </form>
  );
}
