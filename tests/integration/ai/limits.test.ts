import { beforeEach, describe, expect, test } from "vitest";
import { makeMember } from "../../support/workspace.ts";
import { connect, freshLimits, generations, journey, models } from "./fixture.ts";

const step = {
  type: "ai_generate_text",
  config: { instructions: "Write a welcome.", maxLength: 100, see: [] },
  settings: { retries: 0 },
};
/** What one such step reserves. */
async function reservation(): Promise<number> {
  await freshLimits();
  const flow = await journey(step);
  models.openai.answers.push({ kind: "drop" });
  await flow.enter();
  await models.h.drain();
  const [row] = await generations();
  await freshLimits();
  return Number(row!.input_tokens) + Number(row!.output_tokens);
}

beforeEach(() => freshLimits());

describe("limits of AI", () => {
  test("over the tokens of a day a step fails before anything is asked, and names the limit and the use", async () => {
    await freshLimits({ tokens_per_day: 100 });
    const flow = await journey(step);
    await flow.enter();
    await models.h.drain();
    expect((await flow.steps())[0]).toMatchObject({ status: "failed" });
    expect((await flow.steps())[0]!.error).toMatch(
      /limit of 100 AI tokens a day .* 0 are used or reserved today, and this may need \d+\. An admin can raise/,
    );
    expect(models.openai.requests).toHaveLength(0);
    expect(await generations()).toHaveLength(0);
  });

  test("over the money of a month the same; the next month begins at nothing", async () => {
    await freshLimits({ cost_micros_per_month: 1000 });
    const flow = await journey(step);
    models.openai.answers.push({ kind: "json", value: { text: "Hi" }, usage: { input: 100, output: 400 } });
    await flow.enter();
    await models.h.drain();
    await flow.enter();
    await models.h.drain();
    const [first, second] = await flow.steps();
    expect(first).toMatchObject({ status: "done" });
    expect(second!.error).toMatch(/limit of \$0\.001 a month .* \$0\.0007 are used/);
    await models.h.pass("32 days");
    await flow.enter();
    await models.h.drain();
    expect((await flow.steps())[2]).toMatchObject({ status: "done" });
  });

  test("twenty runs at once stay within the limit: no more pass than their reservations allow", async () => {
    const each = await reservation();
    await freshLimits({ tokens_per_day: each * 7 + 10 });
    const { visit } = await import("@/lib/services/runs/advance");
    const flow = await journey(step);
    for (let n = 0; n < 20; n++) await flow.enter();
    const waiting = models.h.pending().splice(0);
    expect(waiting).toHaveLength(20);
    await Promise.all(
      waiting.map(async ({ data }) => {
        const leaseRun = crypto.randomUUID();
        for (let at: Awaited<ReturnType<typeof visit>> = data; at; ) at = await visit({ at, leaseRun });
      }),
    );
    const rows = await generations();
    const used = rows.reduce((sum, row) => sum + Number(row.input_tokens) + Number(row.output_tokens), 0);
    expect(used).toBeLessThanOrEqual(each * 7 + 10);
    expect(rows.length).toBeGreaterThanOrEqual(7);
    const steps = await flow.steps();
    expect(steps.filter((one) => one!.status === "done")).toHaveLength(rows.length);
    expect(steps.filter((one) => one!.status === "failed")).toHaveLength(20 - rows.length);
  });

  test("while twenty reservations are open, exactly as many stand as fit", async () => {
    const { reserveGeneration } = await import("@/lib/services/ai/reserve-generation");
    const { pickModel } = await import("@/lib/services/ai/pick-model");
    const { asWorker } = await import("@/lib/db/scoped");
    const { workspaceId } = models.h.workspace;
    const request = {
      instructions: "Write.",
      data: {},
      task: { type: "text" as const, maxLength: 100 },
      maxTokens: 200,
      temperature: 0,
    };
    const place = { purpose: "generate_text" as const, runId: null, nodeId: null, contactId: null, effectId: null };
    const reserve = async () => {
      const model = (await pickModel({ workspaceId }))!;
      return (await asWorker({ workspaceId, fn: (ctx) => reserveGeneration({ ctx, request, model, place }) })).value;
    };
    await reserve();
    const [one] = await generations();
    const each = Number(one!.input_tokens) + Number(one!.output_tokens);
    await freshLimits({ tokens_per_day: each * 5 + 1 });
    const made = await Promise.all(Array.from({ length: 20 }, reserve));
    expect(made.filter((answer) => "id" in answer)).toHaveLength(5);
    expect(await generations()).toHaveLength(5);
  });
});

describe("the limits in the API", () => {
  test("everybody reads use and limits; an admin changes one of them and the other stays", async () => {
    const { contracts } = await import("@/lib/api/contracts/all");
    const { client } = models.h.workspace;
    const before = await client(contracts.ai.usage, {});
    expect(before).toMatchObject({
      provider: "openai",
      model: "gpt-4.1-mini",
      price_known: true,
      tokens_today: 0,
      limits: { tokens_per_day: 500_000, cost_micros_per_month: 20_000_000 },
    });
    const after = await client(contracts.ai.limit, { tokens_per_day: 1000 });
    expect(after.limits).toEqual({ tokens_per_day: 1000, cost_micros_per_month: 20_000_000 });
    await expect(client(contracts.ai.limit, { tokens_per_day: -1 })).rejects.toMatchObject({ status: 422 });
  });

  test("an editor cannot change them, not even past the route", async () => {
    const editor = await makeMember({ workspace: models.h.workspace, role: "editor" });
    const { asMember } = await import("@/lib/db/scoped");
    const { setLimits } = await import("@/lib/services/ai/set-limits");
    await asMember({ actor: editor, fn: (ctx) => setLimits({ ctx, input: { tokens_per_day: 1 } as never }) }).catch(
      () => {},
    );
    const { contracts } = await import("@/lib/api/contracts/all");
    const usage = await models.h.workspace.client(contracts.ai.usage, {});
    expect(usage.limits.tokens_per_day).toBe(500_000);
  });
});

describe("a model nobody knows the price of", () => {
  test("counts as the dearest known one and costs nobody knows what, until its connection says", async () => {
    const { contracts } = await import("@/lib/api/contracts/all");
    const { client } = models.h.workspace;
    const used = async () => {
      await freshLimits();
      const flow = await journey(step);
      models.openai.answers.push({ kind: "json", value: { text: "Hi" }, usage: { input: 1000, output: 1000 } });
      await flow.enter();
      await models.h.drain();
      return client(contracts.ai.usage, {});
    };
    const cost = async () =>
      (
        await models.h.sql`select e.cost_micros, e.cost_currency, g.price_known from public.effects e
          join public.generations g on g.effect_id = e.id order by e.claimed_at desc, e.id desc limit 1`
      )[0];
    await connect({ model: "own-model" });
    expect(await used()).toMatchObject({ price_known: false, cost_micros_this_month: 60_000 });
    expect(await cost()).toMatchObject({ cost_micros: null, price_known: false });
    await connect({ model: "own-model", input_price: "0.1", output_price: "0.2" });
    expect(await used()).toMatchObject({ price_known: true, cost_micros_this_month: 300 });
    expect(await cost()).toMatchObject({ cost_micros: "300", cost_currency: "USD", price_known: true });
    await connect();
  });
});
