import { beforeEach, expect, test } from "vitest";
import { makeContact, pass, sendText, stored, texts } from "./fixture.ts";

const sweep = async () => (await import("@/lib/services/runs/sweep")).sweep();
const lookUps = () => texts.twilio.requests.filter(({ method, path }) => method === "GET" && /Messages\/SM/.test(path));

beforeEach(() => pass("2 days"));

test("what a text cost is asked for minutes later, and kept with the message and its effect", async () => {
  await sendText({ contact: await makeContact() });
  await sweep();
  expect(lookUps()).toHaveLength(0);
  await pass("3 minutes");
  await sweep();
  await sweep();
  expect(lookUps()).toHaveLength(1);
  texts.twilio.messages[0]!.state = { status: "delivered", price: "-0.00750", price_unit: "USD" };
  await pass("16 minutes");
  await sweep();
  expect(await stored()).toMatchObject([{ status: "delivered", cost_micros: "7500", cost_currency: "USD" }]);
  const [effect] =
    await texts.admin`select cost_micros from public.effects where workspace_id = ${texts.workspace.workspaceId}`;
  expect(effect).toEqual({ cost_micros: "7500" });
  await pass("3 hours");
  await sweep();
  expect(lookUps()).toHaveLength(2);
});

test("a report that got lost is found out, and Twilio is asked three times at most", async () => {
  const contact = await makeContact();
  await sendText({ contact });
  texts.twilio.messages[0]!.state = { status: "undelivered", error_code: 30005 };
  for (const time of ["3 minutes", "16 minutes", "3 hours", "3 hours", "3 hours"]) {
    await pass(time);
    await sweep();
  }
  expect(lookUps()).toHaveLength(3);
  expect(await stored()).toMatchObject([{ status: "failed", reason: "The number is not in use. (Twilio 30005)" }]);
  expect(await sendText({ contact })).toMatchObject({ status: "skipped" });
});
