import { afterAll, beforeAll, expect, test } from "vitest";
import { closedLoop } from "../support/load.ts";
import { type RunsHarness, runsHarness } from "../support/runs.ts";
import { connectProviders, type Providers, startProviders, thingOf, ways } from "./providers.ts";
import type { Answer } from "./receiver.ts";
import { tell } from "./report.ts";
import { dice, pick, scale } from "./scale.ts";

const BATCH = 30;
let h: RunsHarness;
let providers: Providers;
let secretId: string;

beforeAll(async () => {
  providers = await startProviders();
  h = await runsHarness();
  secretId = await connectProviders({ h, other: providers.other });
});
afterAll(async () => {
  await h.end();
  await providers.close();
});

const { wanted, seed, deep, inTime, seconds } = scale({
  short: 300,
  deep: 20_000,
  shortSeconds: 40,
  deepSeconds: 2700,
});

test(`${wanted} answers that get lost, break off, come late or lie: nothing is done twice, and what nobody knows is said`, async () => {
  const { resend, twilio, other } = providers;
  const roll = dice(seed);
  const injected: Record<string, number> = {};
  // Waiting for a provider's time limit takes 15 s and more, so only the deep form does, and seldom.
  const weights = { ok: 14, drop: 7, "done-then-drop": 46, "done-then-500": 12, "done-then-half": 12, busy: 9 };
  const draw = (hang: number): Answer => {
    const answer: Answer = pick({ roll: roll(), weights: { ...weights, "done-then-hang": hang } });
    injected[answer] = (injected[answer] ?? 0) + 1;
    return answer;
  };
  // What counts are those where the provider did it and the answer did not say so.
  const total = () =>
    Object.entries(injected).reduce((sum, [answer, n]) => sum + (answer.startsWith("done-then-") ? n : 0), 0);
  const slow = deep ? 0.1 : 0;
  const busy = { kind: "status", status: 429, headers: { "retry-after": "1" } } as const;
  other.draw = () => draw(1);
  resend.draw = () => {
    const answer = draw(slow);
    if (answer === "ok") return undefined;
    if (answer === "drop") return { kind: "drop" };
    if (answer === "busy") return busy;
    if (answer === "done-then-500") return { kind: "deliver-then-status", status: 500 };
    return { kind: `deliver-then-${answer.slice(10)}` as "deliver-then-drop" };
  };
  twilio.draw = () => {
    const answer = draw(slow);
    if (answer === "ok") return undefined;
    if (answer === "drop") return { kind: "drop" };
    if (answer === "busy") return { ...busy, code: 20429 };
    if (answer === "done-then-500") return { kind: "make-then-status", status: 500 };
    return { kind: `make-then-${answer.slice(10)}` as "make-then-drop" };
  };

  const { contracts } = await import("@/lib/api/contracts/all");
  const { sweep } = await import("@/lib/services/runs/sweep");
  const nodes = ways({ other, secretId });
  const id = await h.publish({ nodes: [{ id: "t", type: "tag_added", config: { tag: "go" } }, ...nodes] });
  await h.workspace.client(contracts.workflows.update, { id, settings: { breaker: null } as never });
  let people = 0;
  while (total() < wanted && inTime()) {
    const shift = (await h.now()) - Date.now();
    twilio.now = () => new Date(Date.now() + shift);
    const first = people;
    people += BATCH;
    await closedLoop({
      count: BATCH,
      clients: 4,
      work: async (n) => {
        const number = first + n;
        const phone = `+1555${String(1_000_000 + number)}`;
        await h.addTag(await h.addContact({ first_name: `r${number}.`, phone }), "go");
      },
    });
    for (let round = 0; round < 300; round++) {
      await Promise.all(Array.from({ length: 6 }, () => h.drain({ maxVisits: 10_000 })));
      // As the product's own sweeper, for what a visit left to it.
      if (h.pending().length === 0) await sweep();
      if (h.pending().length === 0) break;
      const next = Math.min(...h.pending().map(({ ts = 0 }) => ts));
      await h.pass(`${Math.max(1, next - (await h.now()) + 20_000)} milliseconds`);
      const moved = (await h.now()) - Date.now();
      twilio.now = () => new Date(Date.now() + moved);
    }
  }

  const steps = await h.sql<{ ref: string; node: string; status: string; said: string | null; error: string | null }[]>`
    select c.first_name as ref, s.node_id as node, s.status, s.output ->> 'status' as said, coalesce(s.error, s.note) as error
    from public.workflow_run_steps s join public.workflow_runs r on r.id = s.run_id join public.contacts c on c.id = r.subject_id
    where r.workflow_id = ${id} and s.node_id <> 't'`;
  const effects = await h.sql<{ node: string; status: string; n: number }[]>`
    select kind as node, status, count(*)::int as n from public.effects group by 1, 2 order by 1, 2`;
  const done = providers.done();
  const report = {
    kind: "answers lost, late, broken or untrue",
    seed,
    injected: total(),
    wanted,
    acknowledged: people * nodes.length,
    lost: [] as string[],
    duplicated: [...done].filter(([, times]) => times > 1).map(([thing, times]) => `${thing} ${times} times`),
    recovered: 0,
    unknown: [] as string[],
    unexpected: [] as string[],
    seconds: seconds(),
    counts: { ...injected, ...Object.fromEntries(effects.map(({ node, status, n }) => [`${node} ${status}`, n])) },
  };
  const seen = new Set<string>();
  let untrue = 0;
  for (const { ref, node, status, said, error } of steps) {
    const thing = thingOf({ node, ref });
    seen.add(thing);
    const times = done.get(thing) ?? 0;
    if (said === "unknown" || /not (made|sent) again blindly/.test(error ?? ""))
      report.unknown.push(`${thing} (${times ? "done" : "not done"})`);
    else if (status === "done" && times === 0) report.lost.push(`${thing}: its step says done`);
    else if (status === "done") report.recovered++;
    // The receiver's own word, with every try under one key: whoever tries again does it under the same.
    else if (status === "failed" && times > 0 && node === "keyed") untrue++;
    else if (status === "failed" && times > 0)
      report.unexpected.push(`${thing} was done, its step says failed: ${error}`);
    else if (status !== "failed") report.unexpected.push(`${thing} is ${status}: ${error}`);
  }
  for (let number = 0; number < people; number++)
    for (const { id: node } of nodes)
      if (!seen.has(thingOf({ node, ref: `r${number}.` })))
        report.lost.push(`${thingOf({ node, ref: `r${number}.` })}: no step`);
  tell({ ...report, counts: { ...report.counts, "keyed, done and called failed by the receiver": untrue } });
  expect(report.duplicated).toEqual([]);
  expect(report.lost).toEqual([]);
  expect(report.unexpected).toEqual([]);
  expect(report.injected).toBeGreaterThan(100);
});
