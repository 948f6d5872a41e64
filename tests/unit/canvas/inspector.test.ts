import { expect, test } from "vitest";
import { configSchema, isShown, withField } from "@/components/canvas/inspector/schema";
import { variablesFor } from "@/components/canvas/variables";
import { starters } from "@/components/workflows/starters";
import { graphSchema } from "@/lib/engine/graph";
import { validateGraph } from "@/lib/engine/validate";
import { registry } from "@/lib/nodes/registry";

const widgets = new Set([
  "text",
  "textarea",
  "markdown",
  "select",
  "number",
  "toggle",
  "duration",
  "condition",
  "branches",
  "events",
  "list",
  "form",
  "field",
  "datetime",
  "tag",
]);

test("every setting of every step has a title and a control that exists", () => {
  let seen = 0;
  for (const definition of registry.all()) {
    for (const [name, field] of Object.entries(configSchema(definition.type).properties ?? {})) {
      const at = `${definition.type}.${name}`;
      expect(field.title, at).toBeTruthy();
      expect(widgets.has(field.widget ?? field.type ?? ""), at).toBe(true);
      seen += 1;
    }
  }
  expect(seen).toBeGreaterThan(20);
});

test("an emptied optional field is left out; a needed one stays empty so that its problem shows", () => {
  const group = configSchema("send_email");
  expect(withField({ group, value: { subject: "x", to: "y" }, name: "to", next: "" })).toEqual({ subject: "x" });
  expect(withField({ group, value: { subject: "x" }, name: "subject", next: "" })).toEqual({ subject: "" });
  expect(
    withField({ group: configSchema("form_submitted"), value: { formId: "x" }, name: "formId", next: "" }),
  ).toEqual({});
});

test("a field that depends on another is shown only when it counts", () => {
  const group = { properties: { mode: { default: "all" }, count: { when: { mode: "count" } } } };
  const shown = (siblings: object) =>
    isShown({ schema: group.properties.count, siblings: siblings as Record<string, unknown>, group });
  expect([shown({}), shown({ mode: "any" }), shown({ mode: "count" })]).toEqual([false, false, true]);
});

test("variables come from the trigger's form, the contact and the steps before, not from those after", () => {
  const part = (id: string, type: string, config: object = {}) => ({
    id,
    key: id,
    type,
    config,
    position: { x: 0, y: 0 },
  });
  const graph = graphSchema.parse({
    nodes: [
      part("start", "form_submitted", { formId: "f" }),
      part("first", "send_email"),
      part("second", "add_tag"),
      part("last", "add_note"),
    ],
    edges: [
      { id: "1", source: "start", outlet: "out", target: "first" },
      { id: "2", source: "first", outlet: "out", target: "second" },
      { id: "3", source: "second", outlet: "out", target: "last" },
    ],
  });
  const forms = [
    { formId: "f", fields: [{ key: "budget", label: "Budget", type: "select", options: [{ value: "Over 10k" }] }] },
  ];
  const paths = variablesFor({ graph, nodeId: "second", forms }).flatMap((group) =>
    group.entries.map((entry) => entry.path),
  );
  expect(paths).toEqual(
    expect.arrayContaining(["trigger.answers.budget", "contact.first_name", "steps.first.subject"]),
  );
  expect(paths.some((path) => path.startsWith("steps.second") || path.startsWith("steps.last"))).toBe(false);
});

test("a starter with a form has no errors but what the workspace must say itself", () => {
  const lookups = { forms: new Map([["01900000-0000-7000-8000-000000000000", { published: true }]]) };
  for (const starter of starters) {
    const graph = starter.graph({ formId: "01900000-0000-7000-8000-000000000000" });
    if (!graph) continue;
    expect(validateGraph({ graph, registry, lookups }).filter((problem) => problem.severity === "error")).toEqual([]);
  }
});
