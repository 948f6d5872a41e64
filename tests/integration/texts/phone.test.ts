import { beforeEach, expect, test } from "vitest";
import { freshNumber, makeContact, sendText, stored, texts } from "./fixture.ts";

beforeEach(async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  await texts.workspace.client(contracts.connections.disconnect, { provider: "twilio" });
});

async function api() {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client } = texts.workspace;
  return {
    list: () => client(contracts.phone.list, {}),
    write: (number: string, text: string, channel: "sms" | "whatsapp" = "sms") =>
      client(contracts.phone.write, { channel, number, text }),
    react: (id: string, reaction: "delivered" | "read" | "failed") => client(contracts.phone.react, { id, reaction }),
  };
}

test("threads stand by number and channel, last written first", async () => {
  const { list, write } = await api();
  const ada = await makeContact();
  await sendText({ contact: ada });
  await write(ada.phone, "Hi", "whatsapp");
  const stranger = freshNumber();
  await write(stranger, "Hello?");
  const thread = await write(ada.phone, "Thank you");
  expect(thread.texts.map(({ direction, body }) => [direction, body])).toEqual([
    ["outbound", "Hello Ada"],
    ["inbound", "Thank you"],
  ]);
  expect((await list()).data).toMatchObject([
    { channel: "sms", number: ada.phone, body: "Thank you", contact: { id: ada.id } },
    { channel: "sms", number: stranger, contact: null },
    { channel: "whatsapp", number: ada.phone, direction: "inbound" },
  ]);
});

test("what is written there takes the way of a real text: timeline, STOP, HELP", async () => {
  const { write } = await api();
  const contact = await makeContact();
  await write(contact.phone, "Is it still there?");
  const told =
    await texts.admin`select data from public.activities where contact_id = ${contact.id} and type = 'sms.replied'`;
  expect(told).toMatchObject([{ data: { text: "Is it still there?" } }]);
  await write(contact.phone, "stop");
  expect(await sendText({ contact })).toMatchObject({ status: "skipped" });
  await write(contact.phone, "START");
  expect(await sendText({ contact })).toMatchObject({ status: "done" });
  const { texts: last } = await write(contact.phone, "HELP");
  expect(last.at(-1)).toMatchObject({
    direction: "outbound",
    body: "Test: reply STOP to get no more messages.",
    status: null,
  });
});

test("a text opens the WhatsApp window", async () => {
  const { write } = await api();
  const contact = await makeContact();
  const given = { kind: "whatsapp", purpose: "transactional", content: { type: "text", body: "Yes" } } as never;
  expect(await sendText({ contact, given })).toMatchObject({ status: "skipped" });
  await write(contact.phone, "Are you there?", "whatsapp");
  expect(await sendText({ contact, given })).toMatchObject({ status: "done" });
});

test("what becomes of a message is reported as a provider would, and only moves forward", async () => {
  const { list, react, write } = await api();
  const contact = await makeContact();
  await sendText({ contact });
  const [thread] = (await list()).data;
  expect((await react(thread!.id, "delivered")).texts).toMatchObject([{ status: "delivered" }]);
  expect((await react(thread!.id, "failed")).texts).toMatchObject([{ status: "delivered" }]);
  await expect(react(thread!.id, "read")).rejects.toThrow("An SMS does not tell whether it was read.");
  const inbound = await write(contact.phone, "Hi");
  await expect(react(inbound.id, "delivered")).rejects.toThrow("Only a message that a workflow sent");
  expect(await stored()).toMatchObject([{ status: "delivered" }, { status: "received" }]);
});

test("a number that is none is refused by its field", async () => {
  const { write } = await api();
  await expect(write("0301234", "Hi")).rejects.toMatchObject({
    fields: [{ path: "number", message: "Write the number with its country code, for example +49 30 901820." }],
  });
  expect((await write("+49 30 901820", "Hi")).number).toBe("+4930901820");
});
