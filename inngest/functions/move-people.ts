import { type MoveEvent, moveEvent, send } from "@/lib/runtime";
import { moveChunk } from "@/lib/services/moves/move-chunk";
import { inngest } from "../client.ts";

/** Chunks of one durable run; then a fresh one goes on, far from the runtime's limit of 1,000 steps. */
const MAX_CHUNKS = 200;

/** Works off what was chosen for the people inside older versions, chunk by chunk; one at a time in a workspace. */
export const movePeople = inngest.createFunction(
  {
    id: "move-people",
    triggers: [{ event: "workflow/people.move" }],
    retries: 20,
    concurrency: [{ key: "event.data.workspaceId", limit: 1 }],
    priority: { run: "-300" },
  },
  async ({ event, step }) => {
    const data = event.data as MoveEvent["data"];
    for (let n = 1; n <= MAX_CHUNKS; n++) {
      const { more } = await step.run(`chunk ${n}`, () => moveChunk(data));
      if (!more) return;
    }
    await step.run("go on", () => send([moveEvent({ ...data, again: Date.now() })]));
  },
);
