import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask } from "../../support/tracked-mail.ts";
import { nasty } from "./values.ts";
import { badInputWorld, countRows } from "./world.ts";

/** Short in `npm test`; LEADLOOM_DEEP=1 takes its time. */
const RUNS = process.env.LEADLOOM_DEEP === "1" ? 5000 : 200;
const options = { numRuns: RUNS, seed: Number(process.env.LEADLOOM_SEED ?? 20261122) };
let world: Awaited<ReturnType<typeof badInputWorld>>;

beforeAll(async () => {
  world = await badInputWorld();
});
afterAll(() => world.end());

const text = fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 60 }));

test("links and pictures that are not ours write nothing and lead nowhere, also genuine ones of another workspace", async () => {
  const { signToken } = await import("@/lib/tokens");
  const w = world.mine.workspaceId;
  const foreign = world.foreign.message;
  const tokens = [
    signToken({ purpose: "click", data: { w, m: foreign, p: 1 } }),
    signToken({ purpose: "open", data: { w, m: foreign } }),
    signToken({ purpose: "click", data: { w: crypto.randomUUID(), m: foreign, p: 1 } }),
    signToken({ purpose: "click", data: { w, m: world.own.message, p: 999 } }),
  ];
  const before = await countRows(world.sql);
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, fc.constantFrom(...tokens)), fc.constantFrom("/r/", "/t/o/"), async (token, at) => {
      // A visitor's router hands on one segment of a path.
      const path = at + encodeURIComponent(token.toWellFormed()).replaceAll("%2F", "");
      const answer = await ask({ path });
      expect([answer.status, answer.headers.get("location")]).toEqual([at === "/r/" ? 404 : 200, null]);
    }),
    options,
  );
  expect(await countRows(world.sql)).toEqual(before);
});

test("Resend's door refuses whatever is not signed", async () => {
  const { POST } = await import("@/app/api/webhooks/resend/[connection]/route");
  const before = await countRows(world.sql);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(text, fc.uuid()),
      fc.uint8Array({ maxLength: 200 }),
      fc.array(
        fc.string({ maxLength: 40 }).map((value) => value.replace(/[^\x20-\x7e]/g, "v")),
        { minLength: 3, maxLength: 3 },
      ),
      async (connection, body, [id = "", timestamp = "", signature = ""]) => {
        const headers = { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature };
        const request = new Request("http://hook.test/", { method: "POST", headers, body });
        expect((await POST(request, { params: Promise.resolve({ connection }) })).status).toBe(401);
      },
    ),
    options,
  );
  expect(await countRows(world.sql)).toEqual(before);
});
