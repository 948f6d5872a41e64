import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allCalls, type Call } from "../denials/calls.ts";
import { anything, inputsOf, nasty } from "./values.ts";
import { badInputWorld, readRefusal } from "./world.ts";

/** Short in `npm test`; LEADLOOM_DEEP=1 takes its time. */
const EACH = process.env.LEADLOOM_DEEP === "1" ? 2000 : 50;
const SEED = Number(process.env.LEADLOOM_SEED ?? 20261121);

let world: Awaited<ReturnType<typeof badInputWorld>>;
let calls: Call[];
const statuses = new Map<number, number>();

beforeAll(async () => {
  world = await badInputWorld();
  calls = await allCalls();
});
afterAll(async () => {
  const all = [...statuses].sort(([a], [b]) => a - b);
  const sum = all.reduce((n, [, each]) => n + each, 0);
  console.info(`Fuzz: ${sum} requests over ${calls.length} calls; ${all.map(([s, n]) => `${s}: ${n}`).join(", ")}`);
  await world.end();
});

/** The path of a call with its parameters filled in; an id is of the kind the path asks for, mostly. */
function fill({ declared, params }: { declared: Call["declared"]; params: unknown }): string {
  return declared.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const given = (params as Record<string, unknown> | undefined)?.[name];
    const text = typeof given === "string" || typeof given === "number" ? String(given) : "x";
    // An empty part would be another address.
    return encodeURIComponent(text.toWellFormed() || "x").replaceAll(".", "%2E");
  });
}

function queryText(query: unknown): string {
  if (typeof query !== "object" || query === null)
    return query === undefined ? "" : `?${encodeURIComponent(`${query}`.toWellFormed())}`;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    search.append(name, `${JSON.stringify(value)}`.replace(/^"|"$/g, ""));
  return search.size > 0 ? `?${search}` : "";
}

/** Where nobody can name a field: the request as a whole was not one. */
const whole = new Set([400, 404, 409, 410, 413, 415]);

async function judge({ name, response }: { name: string; response: Response }) {
  statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  if (response.status < 400) return;
  const refusal = await readRefusal(response);
  if (response.status >= 500) throw new Error(`${name}: ${refusal.text}`);
  if (response.status === 422 && refusal.fields.length === 0)
    throw new Error(`${name} names no field: ${refusal.text}`);
  if (response.status !== 422 && !whole.has(response.status)) throw new Error(`${name}: ${refusal.text}`);
}

test(
  "no call of the API answers anything but a clear refusal, whatever it is sent",
  async () => {
    const wrong: string[] = [];
    const { allNodes } = await import("@/lib/nodes/registry");
    const known = Object.values(world.own)
      .concat(Object.values(world.foreign))
      .filter((id) => id.length === 36);
    const facts = { known, nodes: [...allNodes()] };
    for (const { name, declared } of calls) {
      // Each kind of thing by its own id most of the time, or hardly a call would get past its 404.
      const own = {
        contacts: "contact",
        forms: "form",
        runs: "run",
        workflows: "workflow",
        submissions: "submission",
        messages: "message",
      };
      const kind = own[declared.path.split("/")[1] as keyof typeof own];
      const mine = kind ? world.own[kind as keyof typeof world.own] : world.mine.workspaceId;
      const checked = await fc.check(
        fc.asyncProperty(
          inputsOf({ declared, facts }),
          fc.nat(9),
          fc.option(fc.constantFrom("1", '"2"', "x", "99999999999"), { freq: 4 }),
          async ({ params, query, body }, dice, revision) => {
            const at = dice < 8 && params ? { ...(params as object), id: mine } : params;
            // The key that asks, and things others need, must outlive the test.
            if (declared.method === "DELETE" && dice < 8) return;
            const response = await world.send({
              method: declared.method,
              path: fill({ declared, params: at }) + queryText(query),
              ...(declared.body ? { body } : {}),
              headers: { ...(revision && declared.ifMatch ? { "if-match": revision } : {}) },
            });
            await judge({ name, response });
          },
        ),
        { numRuns: EACH, seed: SEED },
      );
      if (checked.failed) {
        const [counterexample] = checked.counterexample ?? [];
        wrong.push(`${name}: ${String(checked.errorInstance)}\n${JSON.stringify(counterexample)?.slice(0, 1500)}`);
      }
    }
    expect(wrong).toEqual([]);
  },
  process.env.LEADLOOM_DEEP === "1" ? 3_600_000 : 120_000,
);

test("no header makes the API stumble", async () => {
  const header = fc.oneof(nasty, fc.string({ unit: "binary-ascii" })).map((text) =>
    // What a server lets through: no control characters, bytes only.
    text.replace(/[^\t -~\u0080-\u00ff]/g, ""),
  );
  const names = [
    "authorization",
    "x-workspace",
    "if-match",
    "idempotency-key",
    "cookie",
    "origin",
    "content-type",
    "x-forwarded-for",
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), header, fc.boolean(), anything, async (name, value, asKey, body) => {
      const response = await world.send({
        method: "PATCH",
        path: `/workflows/${world.own.workflow}`,
        body,
        headers: { ...(asKey ? {} : { authorization: "" }), [name]: value },
      });
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      expect(response.status).toBeLessThan(500);
      if (response.status >= 400) await readRefusal(response);
    }),
    { numRuns: EACH * 4, seed: SEED },
  );
}, 60_000);
