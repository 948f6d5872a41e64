import { afterAll, beforeAll, expect, test } from "vitest";
import { badInputWorld } from "../bad-input/world.ts";

let world: Awaited<ReturnType<typeof badInputWorld>>;
beforeAll(async () => {
  world = await badInputWorld();
});
afterAll(() => world.end());

const counters = async (like: string) =>
  (await world.sql`select count(*)::int as n from private.rate_limits where bucket like ${like}`)[0]?.n as number;

test("counters of requests go away after a day, those of today stay", async () => {
  const { hitRateLimit } = await import("@/lib/db/lookup");
  await world.sql`insert into private.rate_limits select 'old:' || n, now() - interval '2 days', 1 from generate_series(1, 3000) n`;
  await world.sql`insert into private.rate_limits select 'new:' || n, now() - interval '20 hours', 1 from generate_series(1, 50) n`;
  // Each new counter clears with a chance of one in a hundred, a thousand at a time.
  for (let n = 0; n < 3000 && (await counters("old:%")) > 0; n++)
    await hitRateLimit({ bucket: `made-up:${n}`, max: 5, windowSeconds: 60 });
  expect([await counters("old:%"), await counters("new:%")]).toEqual([0, 50]);
}, 60_000);

test("made-up form addresses leave no counters behind", async () => {
  const { POST } = await import("@/app/f/[publicId]/route");
  for (const publicId of ["aaaaaaaaaa", "bbbbbbbbbb", "x".repeat(5000)]) {
    const body = new URLSearchParams({ email: "x@example.test" });
    const request = new Request("http://x.test/f/x", { method: "POST", body });
    expect((await POST(request, { params: Promise.resolve({ publicId }) })).status).toBe(404);
  }
  expect(await counters("form:%")).toBe(0);
});

test("a counter allows what it should and then no more, until its window ends", async () => {
  const { hitRateLimit } = await import("@/lib/db/lookup");
  const bucket = "api:test";
  const answers = [];
  for (let n = 0; n < 4; n++) answers.push(await hitRateLimit({ bucket, max: 3, windowSeconds: 3600 }));
  expect(answers.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
    [true, 2],
    [true, 1],
    [true, 0],
    [false, 0],
  ]);
});
