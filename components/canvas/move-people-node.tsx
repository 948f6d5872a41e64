"use client";
import { useFormat } from "@/components/shell/use-format";
import { Badge } from "@/components/ui/badge";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { PeopleChoicesInput, PublishPreview, StandingPeople } from "@/lib/api/contracts/moves";

type Own = NonNullable<PeopleChoicesInput["nodes"]>[string];
type Choice = Own["choice"];
type Props = {
  node: StandingPeople;
  targets: PublishPreview["targets"];
  problems: PublishPreview["problems"];
  /** What was chosen for everybody. */
  general: Choice;
  own: Own | undefined;
  onChange: (own: Own | undefined) => void;
};

const generalWords = {
  stay: "As for everybody: stay",
  move: "As for everybody: move",
  leave: "As for everybody: leave",
};

/** The people at one step: who they are, what changed there, and what becomes of them. */
export function MovePeopleNode({ node, targets, problems, general, own, onChange }: Props) {
  const { plural } = useFormat();
  const choice = own?.choice ?? general;
  const removed = node.state === "removed";
  const path = `people.nodes.${node.node_id}`;
  const problem = (at: string) => problems.find((one) => one.path === at)?.message;
  const names = node.first.map((one) => one.name).join(", ");
  const more = node.people - node.first.length;
  const target = own?.to ?? "";
  const pick = (next: string) =>
    onChange(next === "" ? undefined : { ...own, choice: next as Choice, to: undefined, reason: undefined });
  return (
    <li className="grid gap-2 rounded-md border px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 font-medium break-words">{node.name}</span>
        {removed ? <Badge tone="failed">Removed</Badge> : null}
        {node.state === "changed" ? <Badge tone="waiting">Changed</Badge> : null}
        <span className="text-sm text-muted-foreground tabular-nums">
          {plural({ count: node.people, one: "{n} person", other: "{n} people" })}
        </span>
      </div>
      <p className="text-sm break-words text-muted-foreground">
        {names}
        {more > 0 ? ` and ${plural({ count: more, one: "{n} more", other: "{n} more" })}` : ""}
      </p>
      {node.changes.length > 0 && !removed ? (
        <ul className="list-disc pl-4 text-sm marker:text-muted-foreground">
          {node.changes.map((change) => (
            <li key={change} className="break-words">
              {change}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="grid gap-2 sm:grid-cols-2">
        <Field label={`People at ${node.name}`} hideLabel error={problem(path)}>
          <NativeSelect value={own?.choice ?? ""} onChange={(event) => pick(event.currentTarget.value)}>
            <option value="">{generalWords[general]}</option>
            <option value="stay">Stay</option>
            <option value="move">Move</option>
            <option value="leave">Leave</option>
          </NativeSelect>
        </Field>
        {choice === "move" && node.inside_branches === 0 ? (
          <Field label={`Where people at ${node.name} go on`} hideLabel error={problem(`${path}.to`)}>
            <NativeSelect
              value={target}
              onChange={(event) =>
                onChange({
                  choice: "move",
                  to: event.currentTarget.value === "" ? undefined : event.currentTarget.value,
                })
              }
            >
              <option value="">{removed ? "Choose where they go on" : "Go on from this step"}</option>
              {targets
                .filter((one) => one.node_id !== node.node_id)
                .map((one) => (
                  <option key={one.node_id} value={one.node_id}>
                    {one.name}
                  </option>
                ))}
            </NativeSelect>
          </Field>
        ) : null}
        {choice === "leave" ? (
          <Field label={`Why people at ${node.name} leave`} hideLabel error={problem(`${path}.reason`)}>
            <Input
              value={own?.reason ?? ""}
              maxLength={200}
              placeholder="Reason, shown on their run"
              onChange={(event) => onChange({ choice: "leave", reason: event.currentTarget.value })}
            />
          </Field>
        ) : null}
      </div>
      <p className="text-sm text-muted-foreground">
        {choice === "move" && target ? "They begin the chosen step of the new version." : node.options[choice]}
      </p>
    </li>
  );
}
