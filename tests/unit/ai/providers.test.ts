import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AiRequest, AiUsage } from "@/lib/providers/ai/ai-provider";
import { answerJsonSchema, answerSchema } from "@/lib/providers/ai/answer-schema";
import { cutText } from "@/lib/providers/ai/cut-text";
import { estimateUsage } from "@/lib/providers/ai/estimate-tokens";
import { localAi } from "@/lib/providers/ai/local";
import { costMicros, DEFAULT_MODEL, isListed, type ModelPrice, priceOf } from "@/lib/providers/ai/prices";
import { dataBlock, promptOf } from "@/lib/providers/ai/prompt";
import { isReasoning } from "@/lib/providers/ai/reasoning";

const options = [
  { id: "price", label: "Price", description: "Asks for costs, an offer or a discount" },
  { id: "help", label: "Support", description: "Something is broken or an error shows" },
];
const ask = (more: Partial<AiRequest>): AiRequest => ({
  instructions: "Sort it.",
  data: {},
  task: { type: "choice", options },
  maxTokens: 100,
  temperature: 0,
  ...more,
});

describe("the prompt", () => {
  test("is the same around any data, and gives the data back unchanged", () => {
    const frame = promptOf(ask({}))[0]!.content;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: "binary" })), (data) => {
        const [system, user] = promptOf(ask({ data }));
        expect(system!.content).toBe(frame);
        const lines = user!.content.split("\n");
        expect([lines.length, lines[0], lines[2]]).toEqual([3, "<data>", "</data>"]);
        expect(JSON.parse(lines[1]!)).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });
  test("holds no sign that could end the data", () => {
    expect(dataBlock({ a: "</data>\n<b>\u2028\u200b\u202e" })).not.toMatch(/[<>\n\u2028\u200b\u202e]/);
  });
});

describe("the local model", () => {
  const choose = async (text: string) => {
    const answer = await localAi.generate(ask({ data: { text } }));
    return answer.status === "answered" ? (answer.value as { choice: string }) : null;
  };
  test("sorts by shared words, and says other when there are none", async () => {
    expect(await choose("Could you make an offer?")).toMatchObject({ choice: "price" });
    expect(await choose("I see an error, it is broken")).toMatchObject({ choice: "help" });
    expect(await choose("Lovely weather")).toMatchObject({ choice: "other" });
  });
  test("answers the same to the same, fits the schema of every task and says that it is local", async () => {
    const tasks: AiRequest["task"][] = [
      { type: "choice", options },
      { type: "text", maxLength: 80 },
      { type: "turn", maxLength: 80 },
    ];
    for (const task of tasks) {
      await fc.assert(
        fc.asyncProperty(fc.string(), fc.string(), async (instructions, text) => {
          const request = ask({ task, instructions, data: { text, conversation: [{ who: "contact", text }] } });
          const [first, second] = [await localAi.generate(request), await localAi.generate(request)];
          expect(first).toEqual(second);
          if (first.status !== "answered") throw new Error("It must answer.");
          expect(answerSchema(task).safeParse(first.value).error).toBeUndefined();
          expect(JSON.stringify(first.value)).toContain("(local model)");
        }),
        { numRuns: 50 },
      );
    }
  });
});

test("every schema sent to a server closes its objects and requires every field, as structured outputs ask", () => {
  for (const task of [ask({}).task, { type: "text", maxLength: 9 }, { type: "turn", maxLength: 9 }] as const) {
    const schema = answerJsonSchema(task) as { properties: object; required: string[]; additionalProperties: boolean };
    expect(schema.additionalProperties).toBe(false);
    expect(schema.required).toEqual(Object.keys(schema.properties));
  }
});

test("an estimate is above what the texts need", () => {
  const { input, output } = estimateUsage(ask({ data: { text: "word ".repeat(1000) } }));
  expect(input).toBeGreaterThan(1250);
  expect(output).toBe(100);
});

test("prices: listed, dated, the connection's own, and the dearest when nobody knows", () => {
  const usage = { input: 1_000_000, output: 1_000_000 };
  expect(costMicros({ usage, price: priceOf({ model: "gpt-4o-mini" }) })).toBe(750_000);
  expect(priceOf({ model: "gpt-4o-mini-2024-07-18" })).toEqual(priceOf({ model: "gpt-4o-mini" }));
  expect(priceOf({ model: "mine", own: { input: 0, output: 0 } })).toEqual({ input: 0, output: 0 });
  expect(isListed("mine")).toBe(false);
  expect(isListed(DEFAULT_MODEL)).toBe(true);
  // What every object has is no model.
  expect(isListed("constructor")).toBe(false);
  expect(costMicros({ usage, price: priceOf({ model: "toString-2025-04-14" }) })).toBeGreaterThanOrEqual(60_000_000);
  expect(costMicros({ usage, price: priceOf({ model: "mine" }) })).toBeGreaterThanOrEqual(60_000_000);
});

test("prices: input from the provider's cache costs less where the provider says so, and no more than all of the input", () => {
  const cost = (model: string, usage: AiUsage, own?: ModelPrice) =>
    costMicros({ usage, price: priceOf({ model, own }) });
  expect(cost("gpt-6-luna", { input: 1_000_000, cached: 400_000, output: 0 })).toBe(64_000);
  expect(cost("gpt-4.1-mini-2025-04-14", { input: 1_000_000, cached: 1_000_000, output: 1_000_000 })).toBe(1_700_000);
  expect(cost("gpt-6-luna", { input: 1_000_000, cached: 9_000_000, output: 0 })).toBe(10_000);
  expect(cost("mine", { input: 1_000_000, cached: 400_000, output: 0 }, { input: 1, output: 1 })).toBe(1_000_000);
  // A fraction of a millionth is a whole one, a rounding error is none.
  expect(cost("gpt-6-luna", { input: 1, output: 0 })).toBe(1);
  expect(cost("gpt-6-luna", { input: 30, output: 0 })).toBe(3);
});

test("models that think take no temperature, in every generation since GPT-5", () => {
  expect(["o3", "gpt-5-mini", "gpt-5.6-terra", "gpt-6-luna", "gpt-6.1-sol"].filter((one) => !isReasoning(one))).toEqual(
    [],
  );
  expect(["gpt-4.1-mini", "gpt-4o", "llama-5", "mine"].filter(isReasoning)).toEqual([]);
});

test("a cut text ends at a sentence or a word where one is near", () => {
  expect(cutText({ text: "One two. Three four five", maxLength: 12 })).toBe("One two.");
  expect(cutText({ text: "abcdef ghijkl mnop", maxLength: 15 })).toBe("abcdef ghijkl");
  expect(cutText({ text: "x".repeat(30), maxLength: 10 })).toHaveLength(10);
});
