import { describe, expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fits, performing, runNode } from "./run-node";

const type = "ai_classify";
const config = {
  text: "{{ contact.custom.message }}",
  categories: [
    { id: "a", name: "Price", description: "Asks what it costs" },
    { id: "b", name: "Support" },
  ],
  minConfidence: 50,
};
const contact = { custom: { message: "What does it cost? {{ contact.email }}" } };
const answer = (choice: string, confidence: number) => ({
  status: "done" as const,
  output: { value: { choice, confidence, because: "Asks." }, model: "m", input_tokens: 10, output_tokens: 5 },
});

describe("AI classify", () => {
  test("happy path: hands over the text as data, evaluated once, and the categories as choices", async () => {
    const { effect } = performing(await runNode({ type, config, contact }));
    expect(effect).toMatchObject({
      kind: "ai",
      purpose: "classify",
      temperature: 0,
      data: { text: "What does it cost? {{ contact.email }}" },
      task: {
        type: "choice",
        options: [
          { id: "a", label: "Price" },
          { id: "b", description: "" },
        ],
      },
    });
  });
  test("takes the way of the category, or of other below the confidence that was asked for", async () => {
    const { after: settle } = performing(await runNode({ type, config, contact }));
    for (const [choice, confidence, outlet] of [
      ["a", 0.8, "a"],
      ["b", 0.5, "b"],
      ["a", 0.49, "other"],
      ["other", 1, "other"],
    ] as const) {
      const result = settle(answer(choice, confidence));
      expect(result).toMatchObject({ type: "done", outlet, output: { category: outlet, confidence } });
      expect(fits({ type, config, result })).toBe(true);
    }
  });
  test("goes to other without asking when there is no text", async () => {
    const result = await runNode({ type, config, contact: { custom: {} } });
    expect(result).toMatchObject({ type: "done", outlet: "other" });
    expect(fits({ type, config, result })).toBe(true);
  });
  test("provider failure: fails when the model gave no answer", async () => {
    const { after: settle } = performing(await runNode({ type, config, contact }));
    expect(() => settle({ status: "failed", reason: "It refused.", retryable: false })).toThrow("It refused.");
    expect(() => settle({ status: "unknown", reason: "?" })).toThrow();
  });
  test("refused config: refuses no category, two of the same id, and the id of its own way out", () => {
    const refused = (categories: object[]) => !getNode(type)!.config.safeParse({ ...config, categories }).success;
    expect(refused([])).toBe(true);
    expect(refused([config.categories[0]!, config.categories[0]!])).toBe(true);
    for (const id of ["other", "error", "out", "a b"]) expect(refused([{ id, name: "X" }]), id).toBe(true);
    expect(refused(config.categories)).toBe(false);
  });
  test("simulated: a simulation assumes the first category and has the same shape", async () => {
    const result = await runNode({ type, config, contact, simulate: true });
    expect(result).toMatchObject({ outlet: "a" });
    expect(fits({ type, config, result })).toBe(true);
  });
});
