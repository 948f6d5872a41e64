import { type RunActionEvent, runActionEvent, send } from "@/lib/runtime";
import { actChunk } from "@/lib/services/run-actions/act-chunk";
import { inngest } from "../client.ts";

/** Chunks of one durable run; then a fresh one goes on, far from the runtime's limit of 1,000 steps. */
const MAX_CHUNKS = 200;

/** Works off one action on many runs, chunk by chunk; one at a time in a workspace, and behind everybody's single journeys. */
export const actOnRuns = inngest.createFunction(
  {
    id: "act-on-runs",
    triggers: [{ event: "workflow/runs.act" }],
    retries: 20,
    concurrency: [{ key: "event.data.workspaceId", limit: 1 }],
    priority: { run: "-300" },
  },
  async ({ event, step }) => {
    const data = event.data as RunActionEvent["data"];
    for (let n = 1; n <= MAX_CHUNKS; n++) {
      const { more } = await step.run(`chunk ${n}`, () => actChunk(data));
      if (!more) return;
    }
    await step.run("go on", () => send([runActionEvent({ ...data, again: Date.now() })]));
  },
);
