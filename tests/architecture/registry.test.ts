import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { registry } from "@/lib/nodes/registry";
import { inProject } from "../../scripts/support/paths.ts";

const folders = ["actions", "logic", "triggers"];

test("lib/nodes has these folders and no other, so that no node is overlooked", () => {
  const found = readdirSync(inProject("lib/nodes"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(found.map(({ name }) => name).sort()).toEqual(folders);
});

const files = folders.flatMap((folder) =>
  readdirSync(inProject("lib/nodes", folder)).map((name) => `${folder}/${name}`),
);

test.each(files)("lib/nodes/%s is in the registry", async (path) => {
  const { default: definition } = await import(inProject("lib/nodes", path));
  expect(registry.get(definition.type)).toBe(definition);
});

test("the registry holds nothing else", () => {
  expect(registry.all()).toHaveLength(files.length);
});
