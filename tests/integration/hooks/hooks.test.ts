import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HookAnswer } from "@/lib/api/contracts/hooks";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { deliver, standardHeaders } from "./deliver.ts";

let harness: RunsHarness;
let contracts: typeof import("@/lib/api/contracts/all").contracts;
let hook: HookAnswer & { secret?: string };
let n = 0;

beforeAll(async () => {
  harness = await runsHarness();
  ({ contracts } = await import("@/lib/api/contracts/all"));
});
afterAll(() => harness.end());

beforeEach(async () => {
  hook = await make({});
});

function make(settings: object) {
  const mapping = { email: "customer.email", phone: "customer.phone", first_name: "customer.first", company: "shop" };
  return harness.workspace.client(contracts.hooks.create, { name: `Orders ${++n}`, mapping, ...settings });
}
const order = (more: object = {}) => ({ customer: { email: `p${n}@example.com`, first: "Pat" }, total: n, ...more });
const contact = async (email: string) => (await harness.sql`select * from contacts where email = ${email}`)[0];

describe("a delivery", () => {
  test("makes the contact its mapping points at and starts the workflow with its payload", async () => {
    const workflowId = await harness.publish({
      nodes: [
        { id: "t", type: "webhook_received", config: { hookId: hook.id } },
        {
          id: "a",
          type: "add_note",
          config: { body: "Order of {{ trigger.data.payload.total }} at {{ contact.company }}" },
        },
      ],
    });
    const { status, json } = await deliver({ hook, body: order({ shop: "Analytical Engines" }) });
    expect([status, json.outcome]).toEqual([202, "accepted"]);
    await harness.drain();
    expect(await contact(`p${n}@example.com`)).toMatchObject({
      first_name: "Pat",
      company: "Analytical Engines",
      source: "webhook",
    });
    const [run] = await harness.runs(workflowId);
    expect(run).toMatchObject({ status: "completed" });
    const [note] = await harness.sql`select body from notes where contact_id = ${run!.contact_id as string}`;
    expect(note?.body).toBe(`Order of ${n} at Analytical Engines`);
  });

  test("fills empty fields of a known contact and overwrites none", async () => {
    await harness.addContact({ email: `p${n}@example.com`, first_name: "Patricia", company: null });
    await deliver({ hook, body: order({ shop: "New company" }) });
    expect(await contact(`p${n}@example.com`)).toMatchObject({ first_name: "Patricia", company: "New company" });
  });

  test("that comes twice counts once, by its body or by what the sender calls it", async () => {
    const twice = [await deliver({ hook, body: order() }), await deliver({ hook, body: order() })];
    expect(twice.map(({ json }) => json.outcome)).toEqual(["accepted", "repeated"]);
    await harness.pass("6 minutes");
    expect((await deliver({ hook, body: order() })).json.outcome).toBe("accepted");
    const named = await make({ id_header: "X-Event-Id" });
    const headers = { "x-event-id": "evt-1" };
    expect((await deliver({ hook: named, body: order(), headers })).json.outcome).toBe("accepted");
    await harness.pass("1 day");
    expect((await deliver({ hook: named, body: order({ other: true }), headers })).json.outcome).toBe("repeated");
    expect((await deliver({ hook: named, body: order(), headers: { "x-event-id": "evt-2" } })).json.outcome).toBe(
      "accepted",
    );
  });

  test("sent 20 times at once still counts once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver({ hook, body: order() })));
    expect(answers.filter(({ json }) => json.outcome === "accepted")).toHaveLength(1);
    expect(answers.every(({ status }) => status === 202)).toBe(true);
    expect(await harness.sql`select id from contacts where email = ${`p${n}@example.com`}`).toHaveLength(1);
  });

  test("without a contact is kept as a sample and may come again once the mapping is right", async () => {
    const body = { person: { mail: `q${n}@example.com` } };
    expect((await deliver({ hook, body })).json.outcome).toBe("no_contact");
    const { data } = await harness.workspace.client(contracts.hooks.deliveries, { id: hook.id });
    expect(data).toMatchObject([{ outcome: "no_contact", payload: body }]);
    await harness.workspace.client(contracts.hooks.update, { id: hook.id, mapping: { email: "person.mail" } });
    expect((await deliver({ hook, body })).json.outcome).toBe("accepted");
    expect(await contact(`q${n}@example.com`)).toBeTruthy();
  });

  test("may be a form instead of JSON", async () => {
    const flat = await make({ mapping: { email: "email" } });
    const body = new URLSearchParams({ email: `f${n}@example.com`, note: "é & ü" }).toString();
    const answer = await deliver({
      hook: flat,
      body,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(answer.json.outcome).toBe("accepted");
    const { data } = await harness.workspace.client(contracts.hooks.deliveries, { id: flat.id });
    expect(data[0]?.payload).toEqual({ email: `f${n}@example.com`, note: "é & ü" });
  });

  test("may be a list: places begin with a number then", async () => {
    const listed = await make({ mapping: { email: "0.email" } });
    const body = [{ email: `l${n}@example.com` }, "two"];
    expect((await deliver({ hook: listed, body })).json.outcome).toBe("accepted");
    const { data } = await harness.workspace.client(contracts.hooks.deliveries, { id: listed.id });
    expect(data[0]?.payload).toEqual(body);
  });

  test("leaves ten samples, without anything that looks like a credential", async () => {
    for (let i = 0; i < 13; i++)
      await deliver({
        hook,
        body: order({ i }),
        headers: { authorization: "Bearer canary-1", "x-api-key": "canary-2", "x-shop": "yes" },
      });
    const { data } = await harness.workspace.client(contracts.hooks.deliveries, { id: hook.id });
    expect(data.map(({ payload }) => (payload as { i: number }).i)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    expect(data[0]?.headers).toMatchObject({ authorization: "(hidden)", "x-api-key": "(hidden)", "x-shop": "yes" });
    const rows = await harness.sql`select * from hook_deliveries where hook_id = ${hook.id}`;
    expect(rows.filter(({ payload }) => payload !== null)).toHaveLength(10);
    expect(JSON.stringify(rows)).not.toContain("canary");
  });
});

describe("a refused delivery", () => {
  test("says what is wrong and leaves nothing behind", async () => {
    const json = { "content-type": "application/json" };
    const refused = [
      [await deliver({ hook: { ...hook, url: `${hook.url}x` }, body: order() }), 404],
      [await deliver({ hook, body: "{", headers: json }), 400],
      [await deliver({ hook, body: "x".repeat(300_000), headers: json }), 413],
      [await deliver({ hook, body: "<a/>", headers: { "content-type": "application/xml" } }), 415],
      [await deliver({ hook, body: "[".repeat(40) + "]".repeat(40), headers: json }), 400],
      [await deliver({ hook, body: '{"a":"\\u0000"}', headers: json }), 422],
      [await deliver({ hook, method: "GET" }), 405],
    ] as const;
    for (const [{ status, json }, expected] of refused) {
      expect(status, JSON.stringify(json)).toBe(expected);
      expect(json.error?.message).toMatch(/\w+ \w+/);
    }
    expect(await harness.sql`select 1 from hook_deliveries where hook_id = ${hook.id}`).toHaveLength(0);
  });

  test("is one to an address that was changed or deleted", async () => {
    const next = await harness.workspace.client(contracts.hooks.rotate, { id: hook.id });
    expect(next.url).not.toBe(hook.url);
    expect((await deliver({ hook, body: order() })).status).toBe(404);
    expect((await deliver({ hook: next, body: order() })).status).toBe(202);
    await harness.workspace.client(contracts.hooks.remove, { id: hook.id });
    expect((await deliver({ hook: next, body: order() })).status).toBe(404);
  });

  test("is one too many in a minute", async () => {
    await harness.sql`select private.hit_rate_limit(${`hook:${hook.id}`}, 100000, 60) from generate_series(1, 600)`;
    const { status, response } = await deliver({ hook, body: order() });
    expect(status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("a signed address", () => {
  test("shows the secret it made once, and takes what is signed with it", async () => {
    const signed = await make({ signature: "standard" });
    expect(signed.secret).toMatch(/^whsec_/);
    expect(await harness.workspace.client(contracts.hooks.get, { id: signed.id })).not.toHaveProperty("secret");
    const body = JSON.stringify(order());
    const headers = standardHeaders({ secret: signed.secret!, body, at: await harness.now() });
    expect((await deliver({ hook: signed, body, headers })).status).toBe(202);
    expect((await deliver({ hook: signed, body })).status).toBe(401);
    expect((await deliver({ hook: signed, body, headers })).json.outcome).toBe("repeated");
  });

  test("takes the HMAC of the raw body in the header it names, in hex or base64", async () => {
    const secret = "a-signing-secret-of-the-shop";
    const signed = await make({ signature: "hmac_sha256", signature_header: "X-Shop-Hmac", secret });
    const body = JSON.stringify(order());
    const digest = (encoding: "hex" | "base64") => createHmac("sha256", secret).update(body).digest(encoding);
    for (const given of [digest("hex"), `sha256=${digest("hex")}`, digest("base64")])
      expect((await deliver({ hook: signed, body, headers: { "x-shop-hmac": given } })).status).toBe(202);
    expect((await deliver({ hook: signed, body: `${body} `, headers: { "x-shop-hmac": digest("hex") } })).status).toBe(
      401,
    );
  });

  test("refuses a delivery from more than five minutes ago or ahead", async () => {
    const signed = await make({ signature: "standard" });
    const body = JSON.stringify(order());
    for (const [shift, status] of [
      [-301, 401],
      [301, 401],
      [-290, 202],
    ] as const) {
      const at = (await harness.now()) + shift * 1000;
      const headers = standardHeaders({ secret: signed.secret!, body, at, id: `m${shift}` });
      expect((await deliver({ hook: signed, body, headers })).status, String(shift)).toBe(status);
    }
  });

  test("needs a header name for an HMAC, and a proper Standard Webhooks secret", async () => {
    await expect(make({ signature: "hmac_sha256" })).rejects.toMatchObject({ code: "validation" });
    await expect(make({ signature: "standard", secret: "not-a-whsec-secret!" })).rejects.toMatchObject({
      code: "validation",
    });
    await expect(make({ secret: "nothing-is-signed-yet" })).rejects.toMatchObject({ code: "validation" });
  });
});
