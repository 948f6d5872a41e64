import { describe, expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fits, performing, runNode } from "./run-node";

const type = "ai_generate_text";
const config = {
  instructions: "Write a welcome.",
  maxLength: 40,
  see: [{ field: "first_name" }, { field: "custom.plan" }, { field: "company" }],
  context: "{{ trigger.answers.budget }}",
  outputName: "welcome",
};
const answer = (text: string) => ({
  status: "done" as const,
  output: { value: { text }, model: "m", input_tokens: 10, output_tokens: 5 },
});

describe("AI text", () => {
  test("happy path: asks with the author's words apart from the chosen fields, empty ones left out", async () => {
    const { effect } = performing(await runNode({ type, config }));
    expect(effect).toMatchObject({
      kind: "ai",
      purpose: "generate_text",
      data: { contact: { first_name: "Ada", "custom.plan": "pro" }, text: "Over 10k" },
      task: { type: "text", maxLength: 40 },
    });
    expect(JSON.stringify(effect)).not.toContain("ada@example.com");
  });
  test("gives the text under its name, marked as written by AI and not longer than asked", async () => {
    const { after: settle } = performing(await runNode({ type, config }));
    const result = settle(answer("x".repeat(100)));
    expect(result).toMatchObject({ output: { welcome: "x".repeat(40), ai_written: true, model: "m" } });
    expect(fits({ type, config, result })).toBe(true);
  });
  test("provider failure: fails in the provider's words, and says whether trying again makes sense", async () => {
    const { after: settle } = performing(await runNode({ type, config }));
    expect(() => settle({ status: "failed", reason: "Over the limit.", retryable: false })).toThrow(
      expect.objectContaining({ message: "Over the limit.", retryable: false }),
    );
  });
  test("refused config: refuses instructions with variables, fields nobody may show and names that are taken", () => {
    const refused = (part: object) => !getNode(type)!.config.safeParse({ ...config, ...part }).success;
    expect(refused({ instructions: "Write to {{ contact.first_name }}" })).toBe(true);
    expect(refused({ instructions: "{% if true %}x{% endif %}" })).toBe(true);
    expect(refused({ instructions: "" })).toBe(true);
    for (const field of ["id", "owner_id", "custom.__proto__", "custom.constructor", "trigger.data", ""])
      expect(refused({ see: [{ field }] }), field).toBe(true);
    for (const outputName of ["model", "ai_written", "Text", "1a"]) expect(refused({ outputName })).toBe(true);
    expect(refused({})).toBe(false);
  });
  test("simulated: a simulation asks nobody and has the same shape", async () => {
    const result = await runNode({ type, config, simulate: true });
    expect(fits({ type, config, result })).toBe(true);
    expect(result).toMatchObject({ output: { ai_written: true } });
  });
  test("what it costs grows with the length of the text", () => {
    const cost = (maxLength: number) => getNode(type)!.cost!({ ...config, maxLength } as never, null)!.micros;
    expect(cost(4000)).toBeGreaterThan(cost(40));
  });
});
