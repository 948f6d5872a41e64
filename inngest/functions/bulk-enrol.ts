import { type EnrolEvent, enrolEvent, send } from "@/lib/runtime";
import { enrolChunk } from "@/lib/services/enrolments/enrol-chunk";
import { inngest } from "../client.ts";

/** Chunks of one durable run; then a fresh one goes on, far from the runtime's limit of 1,000 steps. */
const MAX_CHUNKS = 200;

/** Works off one bulk enrolment, chunk by chunk; one at a time in a workspace, and behind everybody's single journeys. */
export const bulkEnrol = inngest.createFunction(
  {
    id: "bulk-enrol",
    triggers: [{ event: "workflow/bulk.enrol" }],
    retries: 20,
    concurrency: [{ key: "event.data.workspaceId", limit: 1 }],
    priority: { run: "-300" },
  },
  async ({ event, step }) => {
    const data = event.data as EnrolEvent["data"];
    for (let n = 1; n <= MAX_CHUNKS; n++) {
      const { more } = await step.run(`chunk ${n}`, () => enrolChunk(data));
      if (!more) return;
    }
    await step.run("go on", () => send([enrolEvent({ ...data, again: Date.now() })]));
  },
);
