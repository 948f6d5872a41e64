"use client";
import { Play } from "lucide-react";
import { useState } from "react";
import useSWR from "swr";
import { nodeTitle } from "@/components/canvas/node-words";
import { ContactPicker, type FoundContact } from "@/components/contacts/contact-picker";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormat } from "@/components/shell/use-format";
import { DryRunSummary } from "@/components/tests/dry-run-summary";
import { SimulatedSteps } from "@/components/tests/simulated-steps";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { contacts } from "@/lib/api/contracts/contacts";
import { type SimulationAnswer, simulations, type WaitAnswerInput } from "@/lib/api/contracts/simulations";
import type { Graph } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";

type Props = {
  workflowId: string;
  graph: Graph;
  result: SimulationAnswer | null;
  onResult: (result: SimulationAnswer | null) => void;
  selectedNodeId: string | null;
  onSelect: (nodeId: string) => void;
};

/** Runs the drawing in memory for one contact and one event. Nothing is sent and nothing written. */
export function DryRun({ workflowId, graph, result, onResult, selectedNodeId, onSelect }: Props) {
  const api = useApi();
  const triggers = graph.nodes.filter((node) => registry.get(node.type)?.kind === "trigger");
  const [contact, setContact] = useState<FoundContact | null>(null);
  const [triggerId, setTriggerId] = useState(triggers[0]?.id ?? "");
  const [activityId, setActivityId] = useState("");
  const [answers, setAnswers] = useState<Record<string, WaitAnswerInput>>({});
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const activities = useMatching({ contact, type: triggers.find((node) => node.id === triggerId)?.type });
  const { dateTime } = useFormat();

  const input = (given = answers) => ({
    ...(contact ? { contact_id: contact.id } : {}),
    ...(triggerId ? { trigger_node_id: triggerId } : {}),
    ...(activityId ? { activity_id: activityId } : {}),
    ...(Object.keys(given).length > 0 ? { answers: Object.values(given) } : {}),
  });

  async function run(given = answers) {
    setBusy(true);
    setRefused(null);
    try {
      const graphToRun = graph as unknown as Record<string, unknown>;
      onResult(await api(simulations.test, { id: workflowId, mode: "dry_run", graph: graphToRun, ...input(given) }));
    } catch (thrown) {
      setRefused(readApiError(thrown).message);
    }
    setBusy(false);
  }
  const answer = (nodeId: string, chosen: WaitAnswerInput | null) => {
    const { [nodeId]: _, ...rest } = answers;
    const next = chosen ? { ...rest, [nodeId]: chosen } : rest;
    setAnswers(next);
    void run(next);
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 p-4">
        <p className="text-sm text-muted-foreground">
          The workflow runs for one person, and waits pass at once. Nothing is sent and nothing is saved.
        </p>
        <FormMessage message={refused} />
        <details className="rounded-md border" open={contact === null && result === null}>
          <summary className="cursor-pointer px-3 py-2 text-sm">
            Contact: <span className="font-medium">{contact?.name ?? "a made-up person"}</span>
          </summary>
          <div className="grid gap-2 border-t p-2">
            <ContactPicker
              chosen={contact}
              onChoose={(chosen) => {
                setContact(chosen);
                setActivityId("");
              }}
            />
            {contact ? (
              <Button variant="ghost" size="sm" className="justify-self-start" onClick={() => setContact(null)}>
                Use a made-up person
              </Button>
            ) : null}
          </div>
        </details>
        {triggers.length > 1 ? (
          <Field label="Trigger">
            <NativeSelect
              value={triggerId}
              onChange={({ currentTarget }) => {
                setTriggerId(currentTarget.value);
                setActivityId("");
              }}
            >
              {triggers.map((node) => (
                <option key={node.id} value={node.id}>
                  {nodeTitle(node)}
                </option>
              ))}
            </NativeSelect>
          </Field>
        ) : null}
        {activities.length > 0 ? (
          <Field label="What happened">
            <NativeSelect value={activityId} onChange={({ currentTarget }) => setActivityId(currentTarget.value)}>
              <option value="">A sample event</option>
              {activities.map((one) => (
                <option key={one.id} value={one.id}>
                  {dateTime(one.occurred_at)}
                </option>
              ))}
            </NativeSelect>
          </Field>
        ) : null}
        <Button onClick={() => run()} busy={busy} disabled={triggers.length === 0} className="justify-self-start">
          <Play aria-hidden />
          {result ? "Run again" : "Run the test"}
        </Button>
        {triggers.length === 0 ? <p className="text-sm text-waiting">Add a trigger first.</p> : null}
      </div>
      {result ? (
        <div aria-live="polite" className="border-t">
          <DryRunSummary result={result} workflowId={workflowId} input={input()} />
          <SimulatedSteps
            steps={result.steps}
            selectedNodeId={selectedNodeId}
            onSelect={onSelect}
            answers={answers}
            onAnswer={answer}
          />
        </div>
      ) : null}
    </div>
  );
}

/** What the contact did that this trigger listens to, newest first. */
function useMatching({ contact, type }: { contact: FoundContact | null; type: string | undefined }) {
  const api = useApi();
  const heard = type ? (registry.get(type)?.trigger?.events ?? []) : [];
  const { data } = useSWR(contact && heard[0] ? ["test-activities", contact.id, heard[0]] : null, () =>
    api(contacts.activities, { id: contact?.id ?? "", type: heard[0], limit: 20 }),
  );
  return data?.data ?? [];
}
