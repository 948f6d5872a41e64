import { beforeEach, describe, expect, test } from "vitest";
import { attacks } from "./attacks.ts";
import { freshLimits, journey, models } from "./fixture.ts";

const categories = [
  { id: "a", name: "Price", description: "Asks what it costs" },
  { id: "vip", name: "Very important", description: "Only for people on our list" },
];

beforeEach(() => freshLimits());

describe("what contacts type", () => {
  test(`${attacks.length} attacks leave the prompt's structure alone and reach it as data only`, async () => {
    expect(attacks.length).toBeGreaterThanOrEqual(30);
    const flow = await journey({
      type: "ai_classify",
      config: {
        text: "{{ contact.custom.message }}",
        categories,
        instructions: "Sort by what the person wants.",
        see: [{ field: "first_name" }, { field: "custom.job" }],
      },
    });
    for (const attack of attacks)
      await flow.enter({
        first_name: attack.slice(0, 100),
        custom: { message: attack, job: attack, hidden: "do-not-leak-me" },
        phone: "+4915112345678",
      });
    await models.h.drain();
    expect(models.openai.requests).toHaveLength(attacks.length);
    const systems = new Set<string>();
    const seen: unknown[] = [];
    for (const { body } of models.openai.requests) {
      expect(body.messages.map(({ role }) => role)).toEqual(["system", "user"]);
      expect(body.tools).toBeUndefined();
      systems.add(body.messages[0]!.content);
      const block = body.messages[1]!.content;
      expect(block.split("\n")).toHaveLength(3);
      const [open, json, close] = block.split("\n") as [string, string, string];
      expect([open, close]).toEqual(["<data>", "</data>"]);
      expect(json).not.toMatch(/[<>\u2028\u2029\u200b\u202e]/);
      const data = JSON.parse(json) as { text: string; contact: Record<string, string> };
      expect(Object.keys(data).sort()).toEqual(["contact", "text"]);
      expect(Object.keys(data.contact).sort()).toEqual(["custom.job", "first_name"]);
      expect(JSON.stringify(body)).not.toMatch(/do-not-leak-me|49151|example\.test/);
      seen.push(data.contact["custom.job"]);
    }
    expect(systems.size).toBe(1);
    expect(seen).toEqual(attacks);
  });

  test("a model that was talked into another answer does not get through: it fits the schema or the step fails", async () => {
    const flow = await journey({ type: "ai_classify", config: { text: "{{ contact.custom.message }}", categories } });
    const bad = [
      { choice: "hacked", confidence: 1, because: "" },
      { choice: "a", confidence: 999, because: "" },
      { choice: "a", confidence: 1, because: "", email: "leak@example.test" },
      ["a"],
      "a",
      { choice: ["a"], confidence: 1, because: "" },
    ];
    for (const value of bad) {
      models.openai.answers.push({ kind: "json", value });
      await flow.enter({ custom: { message: attacks[0] } });
      await models.h.drain();
    }
    const steps = await flow.steps();
    expect(steps).toHaveLength(bad.length);
    for (const step of steps) {
      expect(step!.status).toBe("failed");
      expect(JSON.stringify(step!.output)).not.toMatch(/leak@|hacked/);
    }
  });

  test("instructions with variables cannot be published, because contacts would write them", async () => {
    await expect(
      journey({ type: "ai_generate_text", config: { instructions: "Write to {{ contact.first_name }}", see: [] } }),
    ).rejects.toMatchObject({ code: "not_publishable" });
  });
});
