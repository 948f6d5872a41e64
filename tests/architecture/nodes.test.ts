import { expect, test } from "vitest";
import { registry } from "@/lib/nodes/registry";
import { nodesPageIsCurrent, testsOf } from "../../scripts/nodes.ts";

test.each(registry.all().map((node) => ({ type: node.type, node })))("$type has a test of every kind", ({ node }) => {
  const { file, lacks } = testsOf(node);
  expect(lacks, `Titles in ${file} begin with the kind of test, such as "happy path: "`).toEqual([]);
});

test("docs/nodes.md is what the registry says; `npm run nodes` writes it", () => {
  expect(nodesPageIsCurrent(registry.all())).toBe(true);
});
