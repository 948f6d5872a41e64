import type { TaskFacts } from "@/lib/nodes/facts";
import type { NodeContext } from "@/lib/nodes/node-context";
import type { NodeResult } from "@/lib/nodes/node-result";
import { getNode } from "@/lib/nodes/registry";
import { contextFor, graphOf } from "../engine/walk";
import { now } from "./run-node";

export const ids = {
  segment: "018f0000-0000-7000-8000-000000000006",
  workflow: "018f0000-0000-7000-8000-000000000009",
  ada: "018f0000-0000-7000-8000-00000000000a",
  bob: "018f0000-0000-7000-8000-00000000000b",
};
const names = (_kind: string, id: string) =>
  ({ [ids.segment]: "Readers", [ids.workflow]: "Welcome", [ids.ada]: "Ada" })[id];

/** A context whose contact answers as given, for the steps that change one. */
export function contactOf(answers: Partial<NodeContext["contact"]>): Partial<NodeContext> {
  const graph = graphOf({ nodes: ["n:add_tag"], edges: [] });
  const token = { id: "1", nodeId: "n", path: "", visit: 1, status: "running" as const };
  return { contact: { ...contextFor({ token, graph, resumed: null, now }).contact, ...answers } };
}

export const task = (more: Partial<TaskFacts> = {}): TaskFacts => ({
  id: "018f0000-0000-7000-8000-000000000007",
  status: "open",
  outcome: null,
  comment: null,
  assigneeId: ids.ada,
  decidedBy: null,
  dueAt: null,
  asked: [ids.ada],
  ...more,
});

export const summary = ({ type, config }: { type: string; config: object }) => getNode(type)!.summary(config, names);

export const outputOf = (result: NodeResult) => (result.type === "done" ? result.output : null);
