import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;

beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

const steps = async (workflowId: string) => {
  const [run] = await h.runs(workflowId);
  return { run, steps: await h.steps(run!.id as string) };
};

test("a text waits for the end of the quiet hours, goes out once, and the answer starts the next workflow", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client, workspaceId } = h.workspace;
  await h.sql`update private.clock set shift = '2031-05-05T22:30:00Z'::timestamptz - now()`;
  await client(contracts.workspaces.update, { id: workspaceId, quiet_hours: { from: "21:00", to: "08:00" } });
  const journey = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "text" } },
      { id: "s", type: "send_sms", config: { body: "Hi {{ contact.first_name }}, still interested?" } },
    ],
  });
  const answered = await h.publish({
    name: "Answers",
    nodes: [
      { id: "t", type: "message_replied", config: { channel: "sms", contains: "yes" } },
      { id: "a", type: "add_tag", config: { tag: "interested" } },
    ],
  });
  const phone = "+15550100777";
  const contact = await h.addContact({ phone, first_name: "Ada" });
  await client(contracts.contacts.setConsent, { id: contact, channel: "sms", status: "granted", source: "test" });
  await h.addTag(contact, "text");
  await h.drain();
  const waiting = await steps(journey);
  expect(waiting.run).toMatchObject({ status: "waiting" });
  expect(waiting.steps.at(-1)).toMatchObject({
    node_id: "s",
    status: "waiting",
    note: "Quiet hours from 21:00 to 08:00 in UTC, the workspace's time zone, as the contact's is not known.",
  });
  await h.pass("9 hours 31 minutes");
  await (await import("@/lib/services/runs/sweep")).sweep();
  await h.drain();
  const sent = await steps(journey);
  expect(sent.run).toMatchObject({ status: "completed" });
  expect(sent.steps.at(-1)).toMatchObject({ node_id: "s", status: "done", output: { status: "sent", to: phone } });
  const [thread] = (await client(contracts.phone.list, {})).data;
  expect(thread).toMatchObject({ number: phone, body: "Hi Ada, still interested?\nReply STOP to opt out." });

  await client(contracts.phone.write, { channel: "sms", number: phone, text: "No" });
  await client(contracts.phone.write, { channel: "sms", number: phone, text: "Yes, please" });
  await h.drain();
  expect(await h.runs(answered)).toMatchObject([{ status: "completed", subject_id: contact }]);
  expect((await client(contracts.contacts.get, { id: contact })).tags).toContain("interested");
});
