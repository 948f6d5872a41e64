import { describe, expect, test } from "vitest";
import { z } from "zod";
import { schemaFields, typeWords } from "@/components/docs/schema-fields";
import { nodeTypesJson } from "@/lib/nodes/registry";

const fieldsOf = (schema: z.ZodType) =>
  schemaFields(z.toJSONSchema(schema, { io: "input" }) as Record<string, unknown>);

describe("the rows of a reference page", () => {
  test("name every field with its type, nested ones under their parent", () => {
    const fields = fieldsOf(
      z.strictObject({
        name: z.string().meta({ title: "Name", description: "What it is called." }),
        pairs: z.array(z.strictObject({ key: z.string(), amount: z.number().int().optional() })),
        mode: z.enum(["all", "any"]).default("all"),
      }),
    );
    expect(fields.map(({ name, type, required, fallback }) => [name, type, required, fallback])).toEqual([
      ["name", "text", true, null],
      ["pairs", "list of objects", true, null],
      ["pairs[].key", "text", true, null],
      ["pairs[].amount", "whole number", false, null],
      ["mode", 'one of "all", "any"', false, '"all"'],
    ]);
    expect(fields[0]).toMatchObject({ title: "Name", description: "What it is called." });
  });

  test("say in words what stands without a value", () => {
    const schema = z.strictObject({
      list: z.array(z.string()).default([]),
      note: z.string().default(""),
      loud: z.boolean().default(false),
      times: z.number().default(3),
    });
    expect(fieldsOf(schema).map(({ fallback }) => fallback)).toEqual(["none", "none", "no", "3"]);
  });

  test("show fields of variants once, required only where all variants want them", () => {
    const fields = fieldsOf(
      z.discriminatedUnion("mode", [
        z.strictObject({ mode: z.literal("date"), at: z.string() }),
        z.strictObject({ mode: z.literal("hours"), amount: z.number() }),
      ]),
    );
    expect(fields.map(({ name, type, required }) => [name, type, required])).toEqual([
      ["mode", '"date" or "hours"', true],
      ["at", "text", false],
      ["amount", "number", false],
    ]);
  });

  test("say what may be nothing, and do not guess", () => {
    expect(typeWords(z.toJSONSchema(z.string().nullable()) as Record<string, unknown>)).toBe("text or nothing");
    expect(typeWords({})).toBe("any");
  });

  test("exist for the settings and the output of every node that has some", () => {
    for (const node of nodeTypesJson()) {
      const settings = node.config_schema as { properties?: object; oneOf?: unknown; anyOf?: unknown };
      const some = settings.oneOf || settings.anyOf || Object.keys(settings.properties ?? {}).length > 0;
      expect(schemaFields(node.config_schema).length > 0, node.type).toBe(Boolean(some));
    }
  });
});
