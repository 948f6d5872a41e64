"use client";
import { useState } from "react";
import { toast } from "sonner";
import { mutate } from "swr";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { Facts } from "@/components/shell/facts";
import { FormMessage } from "@/components/shell/form-message";
import { useFormat } from "@/components/shell/use-format";
import { costWords } from "@/components/tests/cost-words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { CallInput } from "@/lib/api/contract";
import type { SimulationAnswer } from "@/lib/api/contracts/simulations";
import { testCases } from "@/lib/api/contracts/test-cases";
import { words } from "@/lib/conditions/fields";

type Props = {
  result: SimulationAnswer;
  workflowId: string;
  input: CallInput<typeof testCases.create>["input"];
};

const ends: Record<SimulationAnswer["status"], string> = {
  completed: "Completed",
  failed: "Failed",
  exited: "Stopped",
  waiting: "Waits without end",
  limit: "Too many steps",
};

/** How the simulated run ended, what it would cost and change; it can be kept as a test case. */
export function DryRunSummary({ result, workflowId, input }: Props) {
  const { dateTime } = useFormat();
  const sent = result.steps.flatMap((step) => step.would_send).filter((send) => send.status === "done").length;
  const changed = Object.entries(result.contact_changes);
  return (
    <div className="grid gap-3 border-b p-4">
      {result.trigger && !result.trigger.matches ? (
        <p className="rounded-md bg-waiting-soft px-3 py-2 text-sm text-waiting">
          The trigger would not let this in. {result.trigger.because}
        </p>
      ) : null}
      <Facts
        className="text-sm"
        items={[
          { label: "End", value: `${ends[result.status]}${result.reason ? `: ${result.reason}` : ""}` },
          { label: "Until", value: dateTime(result.ended_at) },
          { label: "Would send", value: String(sent) },
          { label: "Cost", value: costWords(result.cost.total_micros) },
          ...changed.map(([field, { from, to }]) => ({
            id: `change ${field}`,
            label: words(field.replace(/^custom\./, "")),
            value: `${text(from)} → ${text(to)}`,
          })),
          ...result.writes.map((write, n) => ({ id: `write ${n}`, label: n === 0 ? "Also" : "", value: write })),
        ]}
      />
      <SaveCase result={result} workflowId={workflowId} input={input} />
    </div>
  );
}

function SaveCase({ result, workflowId, input }: Props) {
  const api = useApi();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  async function save() {
    setBusy(true);
    setRefused(null);
    try {
      const sends = result.steps.flatMap((step) =>
        step.would_send.map(({ status }) => ({ node_id: step.node_id, status })),
      );
      const expected = { path: result.steps.map((step) => step.node_id), status: result.status, sends };
      await api(testCases.create, { id: workflowId, name: name.trim(), input, expected });
      await mutate(["test-cases", workflowId]);
      toast.success("The test case is kept. Publishing runs it again.");
      setOpen(false);
      setName("");
    } catch (thrown) {
      setRefused(readApiError(thrown).message);
    }
    setBusy(false);
  }
  if (!open)
    return (
      <Button variant="outline" size="sm" className="justify-self-start" onClick={() => setOpen(true)}>
        Save as test case
      </Button>
    );
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FormMessage message={refused} />
      <Field label="Name of the test case">
        <Input value={name} maxLength={120} autoFocus onChange={(event) => setName(event.currentTarget.value)} />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm" busy={busy} disabled={name.trim() === ""}>
          Save
        </Button>
        <Button type="button" size="sm" variant="ghost" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function text(value: unknown): string {
  if (value === null || value === undefined || value === "") return "empty";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
