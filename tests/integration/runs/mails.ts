import { afterAll, beforeAll, beforeEach } from "vitest";
import { type RecordingResend, recordingResend } from "../../support/recording-resend.ts";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

/** A workspace that sends through a recording Resend, for one test file; registers its own set-up and clean-up. */
export const mails = {} as { h: RunsHarness; resend: RecordingResend };

beforeAll(async () => {
  mails.resend = await recordingResend();
  process.env.RESEND_BASE_URL = mails.resend.url;
  mails.h = await runsHarness();
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client, workspaceId } = mails.h.workspace;
  await client(contracts.workspaces.update, {
    id: workspaceId,
    sender_name: "Ada",
    sender_email: "ada@sender.example",
    postal_address: "1 Main Street",
  });
  await client(contracts.connections.connect, { provider: "resend", api_key: "test-key-for-loopback" });
});
afterAll(async () => {
  await mails.h.end();
  await mails.resend.close();
});
beforeEach(() => {
  const { requests, deliveries, faults } = mails.resend;
  for (const list of [requests, deliveries, faults]) list.length = 0;
});

/** A step that sends a transactional mail. */
export const mail = (settings: Record<string, unknown> = {}) => ({
  id: "m",
  type: "send_email",
  name: "Thank you",
  config: { purpose: "transactional", subject: "Hello {{ first_name }}", body: "Hello" },
  settings,
});
/** A workflow of trigger, mail and tag with one contact just entered. */
export async function mailJourney(settings: Record<string, unknown> = {}, edges = ["t -> m", "m -> a"]) {
  const tag = `mail-${crypto.randomUUID()}`;
  const id = await mails.h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      mail(settings),
      { id: "a", type: "add_tag", config: { tag: "mailed" } },
    ],
    edges,
  });
  const contact = await mails.h.addContact({ first_name: "Pat" });
  await mails.h.addTag(contact, tag);
  const run = async () => (await mails.h.runs(id))[0]!;
  const step = async (node = "m") =>
    (await mails.h.steps((await run()).id as string)).find((one) => one.node_id === node);
  return { id, contact, run, step };
}
