import { expect, test } from "vitest";
import { events } from "@/lib/events";
import { allNodes, defaultOutlets, getNode, nodeTypesJson } from "@/lib/nodes/registry";

test("every node of the first release is registered under its type", () => {
  const types = allNodes().map((node) => node.type);
  expect(types).toEqual(
    expect.arrayContaining([
      ..."form_submitted contact_created contact_updated tag_added manual".split(" "),
      ..."send_email update_contact add_tag remove_tag add_note".split(" "),
      ..."if_else switch wait wait_until wait_for_event parallel join stop".split(" "),
    ]),
  );
  expect(getNode("send_email")?.label).toBe("Send email");
  expect(getNode("toString")).toBeUndefined();
});

test("a trigger names real events and has one way out; other nodes can run", () => {
  for (const node of allNodes()) {
    if (node.kind !== "trigger") expect(node.run, node.type).toBeTypeOf("function");
    else {
      expect(
        node.trigger?.events.every((name) => name in events),
        node.type,
      ).toBe(true);
      expect(defaultOutlets(node)).toEqual([{ id: "out", label: "" }]);
    }
  }
});

test("summaries cope with an empty config and with the defaults", () => {
  for (const node of allNodes()) {
    for (const config of [{}, node.defaults]) {
      expect(
        node.summary(config, () => undefined),
        node.type,
      ).toMatch(/\S/);
      expect(node.templates?.(config) ?? []).toBeInstanceOf(Array);
    }
  }
});

test("samples fit the output schemas", () => {
  for (const node of allNodes()) expect(node.output.schema.safeParse(node.output.sample).success, node.type).toBe(true);
});

test("the API's description is plain JSON with the inspector's hints", () => {
  const json = JSON.parse(JSON.stringify(nodeTypesJson())) as ReturnType<typeof nodeTypesJson>;
  expect(json).toHaveLength(allNodes().length);
  const email = json.find((node) => node.type === "send_email");
  expect(email?.config_schema).toMatchObject({
    type: "object",
    additionalProperties: false,
    required: ["subject", "body"],
    properties: { subject: { title: "Subject", widget: "text" }, body: { widget: "markdown" } },
  });
  expect(json.find((node) => node.type === "if_else")?.outlets.map((outlet) => outlet.id)).toEqual(["yes", "no"]);
});
