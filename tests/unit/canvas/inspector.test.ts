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
  "segment",
  "workflow",
  "member",
  "members",
  "workflows",
  "secret",
  "hook",
  "choices",
  "step",
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
    {
      formId: "f",
      fields: [
        {
          key: "budget",
          label: "Budget",
          type: "select" as const,
          options: [{ value: "over_10k", label: "Over 10k" }],
        },
      ],
    },
  ];
  const paths = variablesFor({ graph, nodeId: "second", forms }).flatMap((group) =>
    group.entries.map((entry) => entry.path),
  );
  expect(paths).toEqual(
    expect.arrayContaining(["trigger.answers.budget", "contact.first_name", "steps.first.subject"]),
  );
  expect(paths.some((path) => path.startsWith("steps.second") || path.startsWith("steps.last"))).toBe(false);
});

test("an answer offers its form's choices, those of every form that asks it, and a lone box is a yes or no", () => {
  const start = (id: string, formId: string) => ({
    id,
    key: id,
    type: "form_submitted",
    config: { formId },
    position: { x: 0, y: 0 },
  });
  const graph = graphSchema.parse({ nodes: [start("one", "f"), start("two", "g")], edges: [] });
  const budget = (options: { value: string; label: string }[]) => ({
    key: "budget",
    label: "Budget",
    type: "select" as const,
    options,
  });
  const [small, large] = [
    { value: "under_5k", label: "Under 5k" },
    { value: "over_10k", label: "Over 10k" },
  ];
  const forms = [
    {
      formId: "f",
      fields: [budget([small]), { key: "call", label: "Call me", type: "checkbox" as const, options: [] }],
    },
    { formId: "g", fields: [budget([small, large]), { key: "name", label: "", type: "text" as const, options: [] }] },
  ];
  const entries = variablesFor({ graph, nodeId: "", forms }).flatMap((group) => group.entries);
  const answer = (key: string) => entries.find((entry) => entry.path === `trigger.answers.${key}`);
  expect(answer("budget")).toMatchObject({ type: "any", choices: [small, large] });
  expect(answer("call")).toMatchObject({ type: "boolean" });
  expect(answer("call")?.choices).toBeUndefined();
  expect(answer("name")).toMatchObject({ label: "Name", type: "any" });
});

test("a card tells a form's choices by their words, and values nobody knows as they are", () => {
  const condition = {
    all: [
      { field: "trigger.answers.budget", op: "is", value: "over_10k" },
      { not: { any: [{ field: "trigger.answers.budget", op: "is_any_of", value: ["under_5k", "other"] }] } },
    ],
  };
  const words = new Map([
    ["trigger.answers.budget over_10k", "Over 10k"],
    ["trigger.answers.budget under_5k", "Under 5k"],
  ]);
  const summary = registry
    .get("if_else")
    ?.summary({ condition }, (kind, id) => (kind === "choice" ? words.get(id) : undefined));
  expect(summary).toBe('If Budget is "Over 10k" and not (Budget is one of "Under 5k" or "other")');
});

test("a starter with a form has no errors but what the workspace must say itself", () => {
  const lookups = { forms: new Map([["01900000-0000-7000-8000-000000000000", { published: true }]]) };
  for (const starter of starters) {
    const graph = starter.graph({ formId: "01900000-0000-7000-8000-000000000000" });
    if (!graph) continue;
    expect(validateGraph({ graph, registry, lookups }).filter((problem) => problem.severity === "error")).toEqual([]);
  }
});
