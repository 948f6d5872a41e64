import { beforeEach, describe, expect, test } from "vitest";
import { connect, freshLimits, generations, journey, models } from "./fixture.ts";

const writing = {
  instructions: "Write a welcome.",
  maxLength: 200,
  see: [{ field: "first_name" }, { field: "custom.plan" }],
};
const sorting = {
  text: "{{ contact.custom.message }}",
  categories: [
    { id: "a", name: "Price", description: "Asks what it costs" },
    { id: "b", name: "Support", description: "Something is broken" },
  ],
};

beforeEach(() => freshLimits());

describe("AI text", () => {
  test("asks once, through the SDK, with the fields that were chosen and nothing else, and counts what it used", async () => {
    const flow = await journey({
      type: "ai_generate_text",
      config: writing,
      after: [{ id: "note", type: "add_note", config: { body: "{{ steps.ai_generate_text_2.text }}" } }],
    });
    models.openai.answers.push({
      kind: "json",
      value: { text: "Hello Ada." },
      usage: { input: 300, cached: 100, output: 12 },
    });
    await flow.enter({ first_name: "Ada", company: "Secret Ltd", custom: { plan: "pro", note: "private" } });
    await models.h.drain();
    expect(models.openai.requests).toHaveLength(1);
    const { body, authorization } = models.openai.requests[0]!;
    expect(authorization).toBe("Bearer test-key-for-loopback");
    expect(body).toMatchObject({ model: "gpt-4.1-mini", temperature: 0.7, max_tokens: 300 });
    expect(body.response_format).toMatchObject({ type: "json_schema", json_schema: { strict: true } });
    expect(body.tools).toBeUndefined();
    expect(JSON.stringify(body)).not.toMatch(/Secret Ltd|private|example\.test/);
    expect(body.messages[1]!.content).toBe('<data>\n{"contact":{"first_name":"Ada","custom.plan":"pro"}}\n</data>');
    const [step] = await flow.steps();
    expect(step).toMatchObject({ status: "done", output: { text: "Hello Ada.", ai_written: true, input_tokens: 300 } });
    expect(await generations()).toMatchObject([
      { status: "done", purpose: "generate_text", input_tokens: "300", output_tokens: "12", cost_micros: "110" },
    ]);
    const [effect] = await models.h
      .sql`select cost_micros, kind from public.effects where kind = 'ai' and workspace_id = ${models.h.workspace.workspaceId}`;
    expect(effect).toMatchObject({ cost_micros: "110" });
  });

  test("what the model writes is never read as a template again", async () => {
    const flow = await journey({
      type: "ai_generate_text",
      config: writing,
      after: [{ id: "note", type: "add_note", config: { body: "Said: {{ steps.ai_generate_text_2.text }}" } }],
    });
    models.openai.answers.push({ kind: "json", value: { text: "{{ contact.email }}{% raw %}" } });
    const contact = await flow.enter({ first_name: "Ada" });
    await models.h.drain();
    const [note] = await models.h.sql`select body from public.notes where contact_id = ${contact}`;
    expect(note!.body).toBe("Said: {{ contact.email }}{% raw %}");
  });

  test("a text longer than asked for is cut", async () => {
    const flow = await journey({ type: "ai_generate_text", config: { ...writing, maxLength: 20 } });
    models.openai.answers.push({ kind: "json", value: { text: "word ".repeat(50) } });
    await flow.enter();
    await models.h.drain();
    const [step] = await flow.steps();
    expect((step!.output as { text: string }).text.length).toBeLessThanOrEqual(20);
  });
});

describe("AI classify", () => {
  test("goes the way of the category, and of other when it is not sure enough", async () => {
    const flow = await journey({ type: "ai_classify", config: { ...sorting, minConfidence: 60 } });
    const answer = (choice: string, confidence: number) =>
      models.openai.answers.push({ kind: "json", value: { choice, confidence, because: "It says so." } });
    answer("b", 0.9);
    await flow.enter({ custom: { message: "It does not start" } });
    await models.h.drain();
    answer("a", 0.4);
    await flow.enter({ custom: { message: "Hm" } });
    await models.h.drain();
    answer("other", 1);
    await flow.enter({ custom: { message: "Hm" } });
    await models.h.drain();
    expect((await flow.steps()).map((step) => step!.outlet)).toEqual(["b", "other", "other"]);
  });

  test("asks nothing when there is no text", async () => {
    const flow = await journey({ type: "ai_classify", config: sorting });
    await flow.enter();
    await models.h.drain();
    expect(models.openai.requests).toHaveLength(0);
    expect((await flow.steps())[0]).toMatchObject({ status: "done", outlet: "other" });
  });
});

describe("when the provider does not answer as it should", () => {
  const failing = async (retries = 0) => journey({ type: "ai_classify", config: sorting, settings: { retries } });
  const enter = async (flow: Awaited<ReturnType<typeof failing>>) => {
    await flow.enter({ custom: { message: "What does it cost?" } });
    await models.h.drain();
    return (await flow.steps())[0]!;
  };

  test("a refusal of the model, a wrong form and a wrong key fail the step in words", async () => {
    models.openai.answers.push({ kind: "refusal", text: "I cannot do that" });
    expect((await enter(await failing())).error).toMatch(/refused: I cannot do that/);
    models.openai.answers.push({ kind: "json", value: { choice: "zzz", confidence: 1, because: "" } });
    expect((await enter(await failing())).error).toMatch(/another form/);
    models.openai.answers.push({ kind: "text", text: '{"choice":"a"', finish: "length" });
    expect((await enter(await failing())).error).toMatch(/did not fit/);
    models.openai.answers.push({
      kind: "status",
      status: 401,
      error: { message: "Incorrect API key provided: sk-live****abcd" },
    });
    const step = await enter(await failing(3));
    expect(step.error).toMatch(/refused the API key/);
    expect(step.error).not.toMatch(/sk-live/);
    expect(step.status).toBe("failed");
  });

  test("is tried again by the step's policy; a broken connection keeps its reservation, because nobody knows what it used", async () => {
    const flow = await failing(2);
    models.openai.answers.push({ kind: "drop" });
    await flow.enter({ custom: { message: "What does it cost?" } });
    await models.h.drain();
    const [lost] = await generations();
    expect(lost).toMatchObject({ status: "lost" });
    expect(Number(lost!.input_tokens)).toBeGreaterThan(100);
    await models.h.pass("1 minute");
    await models.h.drain();
    expect((await flow.steps())[0]).toMatchObject({ status: "done", outlet: "a" });
    expect((await generations()).map(({ status }) => status)).toEqual(["lost", "done"]);
  });

  test("waits as long as it asks for", async () => {
    const flow = await failing(2);
    models.openai.answers.push({ kind: "status", status: 429, headers: { "retry-after": "90" } });
    await flow.enter({ custom: { message: "What does it cost?" } });
    await models.h.drain();
    await models.h.pass("60 seconds");
    await models.h.drain();
    expect(models.openai.requests).toHaveLength(1);
    await models.h.pass("31 seconds");
    await models.h.drain();
    expect((await flow.steps())[0]).toMatchObject({ status: "done" });
  });

  test("an address that is private and not allowed is not called", async () => {
    await connect({ address: "http://127.0.0.1:9/v1" });
    const step = await enter(await failing());
    await connect();
    expect(step.error).toMatch(/is private/);
  });
});

describe("without a connection", () => {
  test("the local model answers, says so, costs nothing and answers the same every time", async () => {
    await connect({ address: null });
    const flow = await journey({ type: "ai_classify", config: sorting });
    for (let n = 0; n < 2; n++) await flow.enter({ custom: { message: "How much, what is the price?" } });
    await models.h.drain();
    const [first, second] = await flow.steps();
    expect(first).toMatchObject({ outlet: "a", output: { model: "local" } });
    expect((first!.output as { because: string }).because).toMatch(/^\(local model\)/);
    expect(second!.output).toEqual(first!.output);
    const text = await journey({ type: "ai_generate_text", config: writing });
    await text.enter({ first_name: "Ada" });
    await models.h.drain();
    expect(((await text.steps())[0]!.output as { text: string }).text).toMatch(/^\(local model\) .*Ada/);
    expect(models.openai.requests).toHaveLength(0);
    expect((await generations()).every(({ cost_micros }) => cost_micros === "0")).toBe(true);
    await connect();
  });
});
