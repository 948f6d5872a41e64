import type { GraphNode } from "@/lib/engine/graph";
import type { StepWrite } from "@/lib/engine/transition";
import type { NodeDefinition } from "@/lib/nodes/define-node";
import type { Changes } from "@/lib/services/runs/apply-transition";
import type { Seen } from "@/lib/services/runs/run-node";
import { stepKey, storedStep, type Visiting } from "@/lib/services/runs/visiting";

/** Where a walk stands: what it knows, what it has yet to write, and the node it is at. */
export interface Here {
  visiting: Visiting;
  changes: Changes;
  node: GraphNode;
  definition: NodeDefinition;
}
/** Notes the step of the node the token stands at, to be written at the end of the transaction, and lets later nodes read its output. */
export function addStep(
  args: Here & {
    seen: Seen;
    step: Omit<StepWrite, "status"> & { status: StepWrite["status"] | "running" };
    attempts?: number;
  },
): void {
  const { visiting, node, definition, seen, step } = args;
  const { run, token, ctx } = visiting;
  const stored = storedStep(visiting);
  const failed = step.status === "failed" ? 1 : 0;
  const startedAt = stored?.started_at ?? (definition.kind === "trigger" ? run.started_at : ctx.now);
  visiting.steps.set(stepKey(token), {
    ...step,
    note: [step.note, skippedNote(visiting), seen.emptyNames].filter(Boolean).join(" ") || null,
    path: token.path,
    nodeId: node.id,
    nodeKey: node.key,
    nodeType: node.type,
    visit: token.visit,
    input: seen.input,
    attempts: args.attempts ?? (stored?.attempts ?? 0) + failed,
    startedAt,
  });
  visiting.waitsSince = visiting.previousStart;
  visiting.previousStart = startedAt;
  if (step.status !== "running" && step.status !== "waiting") visiting.state.steps[node.key] = step.output;
}

/** Said on the step whose wait a member ended. */
function skippedNote({ run: { wait }, token }: Visiting): string | null {
  if (!wait || wait.node_id !== token.nodeId || wait.visit !== token.visit) return null;
  const { resolution } = wait;
  return resolution && "skipped" in resolution && resolution.skipped ? "A member ended the wait." : null;
}
