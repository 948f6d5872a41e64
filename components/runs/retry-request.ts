import type { RunStep } from "@/lib/api/contracts/runs";
import type { RetryChoice } from "./retry-choice";

type Asked = { choice: RetryChoice; steps: RunStep[]; repeat?: "none" | "step" | "all" };

/** The place of a retry as the API takes it; only a chosen step names its node, path and visit. */
export function retryRequest({ choice, steps, repeat }: Asked) {
  const { from, version } = choice;
  const step = from === "step" ? steps.find((one) => one.id === choice.stepId) : undefined;
  if (!step) return { from, version };
  return { from, version, node_id: step.node_id, path: step.path, visit: step.visit, ...(repeat ? { repeat } : {}) };
}
