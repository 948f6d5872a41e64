import { describe, expect, test } from "vitest";
import { calling, phone, webhook } from "./fixture.ts";

const sweep = async () => (await import("@/lib/services/runs/sweep")).sweep();
const lookUps = () => phone.twilio.requests.filter(({ method, path }) => method === "GET" && /Calls\/CA/.test(path));

describe("what Twilio did not report", () => {
  test("the price of a call is asked for minutes later and kept with the call, its message and its effect", async () => {
    const flow = await calling();
    await webhook({ step: "status", form: { CallStatus: "completed", CallDuration: "60" } });
    await phone.h.drain();
    await sweep();
    expect(lookUps()).toHaveLength(0);
    await phone.h.pass("3 minutes");
    await sweep();
    expect(lookUps()).toHaveLength(1);
    expect(await flow.row()).toMatchObject({ priced_at: null });
    await sweep();
    expect(lookUps()).toHaveLength(1);
    phone.twilio.calls[0]!.state = { status: "completed", duration: "60", price: "-0.0140", price_unit: "USD" };
    await phone.h.pass("16 minutes");
    await sweep();
    expect(await flow.row()).toMatchObject({ cost_micros: "14000", cost_currency: "USD" });
    expect(await flow.effect()).toMatchObject({ cost_micros: "14000" });
    const { sql } = phone.h;
    const [message] = await sql`select cost_micros from public.messages where contact_id = ${flow.contact}`;
    expect(message).toEqual({ cost_micros: "14000" });
    await phone.h.pass("1 hour");
    await sweep();
    expect(lookUps()).toHaveLength(2);
  });

  test("a call whose report got lost is looked up after its longest time, and its step goes on by what Twilio says", async () => {
    const flow = await calling({ maxMinutes: 1 });
    phone.twilio.calls[0]!.state = { status: "no-answer", duration: "0" };
    await phone.h.pass("3 minutes");
    await sweep();
    expect(await flow.step()).toMatchObject({ status: "waiting" });
    await phone.h.pass("4 minutes");
    await sweep();
    await phone.h.drain();
    expect(await flow.step()).toMatchObject({ status: "done", outlet: "missed" });
    await webhook({ step: "status", form: { CallStatus: "no-answer" } });
    expect((await flow.activities()).filter(({ type }) => type === "call.ended")).toHaveLength(1);
  });
});
