import { beforeEach, describe, expect, test } from "vitest";
import { asWorker, claimText, makeContact, sendText, stored, texts } from "./fixture.ts";

/** Sets the product's clock to an instant, and the workspace's settings. */
async function at(instant: string): Promise<void> {
  await texts.admin`update private.clock set shift = ${instant}::timestamptz - now()`;
}
async function settings(values: Record<string, unknown>): Promise<void> {
  const { contracts } = await import("@/lib/api/contracts/all");
  await texts.workspace.client(contracts.workspaces.update, { id: texts.workspace.workspaceId, ...values } as never);
}
const office = { days: { mon: [["09:00", "17:00"]], tue: [["09:00", "17:00"]] } };

beforeEach(() => at("2030-01-07T12:00:00Z"));

describe("quiet hours", () => {
  test("hold marketing until they are over where the contact lives", async () => {
    await settings({ quiet_hours: { from: "21:00", to: "08:00" }, time_zone: "Europe/Berlin" });
    await at("2030-01-07T20:30:00Z");
    const berlin = await makeContact();
    expect(await sendText({ contact: berlin })).toMatchObject({
      status: "delayed",
      until: "2030-01-08T07:00:00.000Z",
      reason:
        "Quiet hours from 21:00 to 08:00 in Europe/Berlin, the workspace's time zone, as the contact's is not known.",
    });
    const tokyo = await makeContact({ time_zone: "Asia/Tokyo" });
    expect(await sendText({ contact: tokyo })).toMatchObject({ until: "2030-01-07T23:00:00.000Z" });
    const newYork = await makeContact({ time_zone: "America/New_York" });
    expect(await sendText({ contact: newYork })).toMatchObject({ status: "done" });
    // Nothing was written for what only waits.
    expect(await stored()).toHaveLength(1);
  });
  test("do not hold what answers something the contact did", async () => {
    await settings({ quiet_hours: { from: "00:00", to: "23:59" } });
    expect(await sendText({ contact: await makeContact(), given: { purpose: "transactional" } })).toMatchObject({
      status: "done",
    });
  });
});

describe("business hours", () => {
  test("of the workspace hold what asks for them until the next opening", async () => {
    await settings({ business_hours: office, time_zone: "Europe/Berlin" });
    await at("2030-01-07T18:00:00Z");
    const contact = await makeContact();
    expect(await sendText({ contact, given: { hours: "business_hours", purpose: "transactional" } })).toMatchObject({
      status: "delayed",
      until: "2030-01-08T08:00:00.000Z",
      reason: "Outside the business hours of the workspace in Europe/Berlin.",
    });
    expect(await sendText({ contact })).toMatchObject({ status: "done" });
    await at("2030-01-08T08:00:00Z");
    expect(await sendText({ contact, given: { hours: "business_hours" } })).toMatchObject({ status: "done" });
  });
  test("of the workflow hold its marketing, unless a step says any time", async () => {
    await settings({ time_zone: "UTC" });
    const { contracts } = await import("@/lib/api/contracts/all");
    const { client } = texts.workspace;
    const workflow = await client(contracts.workflows.create, { name: "Journey" });
    await client(contracts.workflows.update, { id: workflow.id, settings: { business_hours: office } as never });
    await at("2030-01-09T12:00:00Z");
    const args = { contact: await makeContact(), workflowId: workflow.id };
    expect(await sendText(args)).toMatchObject({ status: "delayed", until: "2030-01-14T09:00:00.000Z" });
    expect(await sendText({ ...args, given: { hours: "any_time" } })).toMatchObject({ status: "done" });
    expect(await sendText({ ...args, given: { purpose: "transactional" } })).toMatchObject({ status: "done" });
  });
});

describe("frequency caps", () => {
  test("count marketing over all workflows within their hours, and say the numbers", async () => {
    await settings({ frequency_caps: [{ channel: "sms", count: 2, hours: 24 }] });
    const contact = await makeContact();
    for (let n = 0; n < 2; n++) expect(await sendText({ contact })).toMatchObject({ status: "done" });
    expect(await sendText({ contact })).toMatchObject({
      status: "skipped",
      reason: "The contact got 2 marketing messages by SMS within 24 hours, and the workspace allows at most 2.",
    });
    expect(await sendText({ contact, given: { purpose: "transactional" } })).toMatchObject({ status: "done" });
    const template = { kind: "whatsapp", content: { type: "template", sid: "HX", variables: {} } } as never;
    expect(await sendText({ contact, given: template })).toMatchObject({ status: "done" });
    await at("2030-01-08T12:01:00Z");
    expect(await sendText({ contact })).toMatchObject({ status: "done" });
  });
  test("of any channel count all of them, and what is unknown counts", async () => {
    await settings({ frequency_caps: [{ channel: "any", count: 2, hours: 1 }] });
    const contact = await makeContact();
    texts.twilio.faults.push({ kind: "drop" });
    expect(await sendText({ contact })).toMatchObject({ status: "unknown" });
    const template = { kind: "whatsapp", content: { type: "template", sid: "HX", variables: {} } } as never;
    expect(await sendText({ contact, given: template })).toMatchObject({ status: "done" });
    expect(await sendText({ contact })).toMatchObject({
      reason: "The contact got 2 marketing messages within 1 hour, and the workspace allows at most 2.",
    });
  });
  test("what was refused or skipped does not count", async () => {
    await settings({ frequency_caps: [{ channel: "sms", count: 1, hours: 24 }] });
    const contact = await makeContact();
    texts.twilio.faults.push({ kind: "status", status: 400, code: 21408 });
    expect(await sendText({ contact })).toMatchObject({ status: "failed" });
    expect(await sendText({ contact })).toMatchObject({ status: "done" });
  });
});

test("while the kill switch is on nothing leaves, and nothing is lost", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client, workspaceId } = texts.workspace;
  const contact = await makeContact();
  await client(contracts.workspaces.stopSending, { id: workspaceId, reason: "Wrong list" });
  expect(await sendText({ contact, key: "k", given: { purpose: "transactional" } })).toMatchObject({
    status: "delayed",
    until: expect.stringMatching(/^2030-01-07T12:05:0/),
    reason: "Sending is stopped for the whole workspace (Wrong list). It is tried again every 5 minutes.",
  });
  await client(contracts.workspaces.resumeSending, { id: workspaceId });
  expect(await sendText({ contact, key: "k", given: { purpose: "transactional" } })).toMatchObject({ status: "done" });
});

test("an interrupted text waits for the end of the kill switch, too", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client, workspaceId } = texts.workspace;
  const contact = await makeContact();
  await asWorker((ctx) => claimText({ ctx, contact, key: "k" }));
  await client(contracts.workspaces.stopSending, { id: workspaceId, reason: "Wrong list" });
  expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "delayed" });
  await client(contracts.workspaces.resumeSending, { id: workspaceId });
  expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "done" });
  expect(texts.twilio.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("what can never go out is skipped at once, before anything delays it", async () => {
  await settings({ quiet_hours: { from: "00:00", to: "23:59" } });
  expect(await sendText({ contact: await makeContact({ agreed: [] }) })).toMatchObject({
    status: "skipped",
    reason: "The contact has not agreed to marketing by SMS.",
  });
});
