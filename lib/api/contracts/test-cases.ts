import { z } from "zod";
import { contract, deleted, idParams, instant, listOf, listQuery } from "@/lib/api/contract";
import { testInput } from "@/lib/api/contracts/simulations";

const name = z.string().trim().min(1, "Give the test a name.").max(120, "A name has at most 120 characters.");
const nodeId = z.string().min(1).max(60);

/** What a dry run of the case begins with. */
export const testCaseInput = z.strictObject(testInput);

/** What is expected; what is missing is not compared. */
const expectedShape = z.strictObject({
  /** The steps in the order in which they begin. */
  path: z.array(nodeId).max(500, "At most 500 steps.").optional(),
  /** How the run ends. */
  status: z.enum(["completed", "failed", "exited", "waiting", "limit"]).optional(),
  /** The way out by step, of its last visit. */
  outlets: z.record(z.string(), z.string().max(60)).optional(),
  /** What would go out, in order: by step, and whether it is sent. */
  sends: z
    .array(z.strictObject({ node_id: nodeId, status: z.enum(["done", "skipped", "delayed", "failed", "unknown"]) }))
    .max(500, "At most 500 messages.")
    .optional(),
});
export const testCaseExpected = expectedShape.refine(
  (expected) => Object.keys(expected).length > 0,
  "Say what is expected: a path, an end, a way out or messages.",
);
export type TestCaseExpected = z.output<typeof testCaseExpected>;

const testCase = z.object({
  id: z.string(),
  workflow_id: z.string(),
  name: z.string(),
  input: testCaseInput,
  expected: expectedShape,
  /** Of the last run; null before the first. */
  passed: z.boolean().nullable(),
  /** What was different, in sentences. */
  failures: z.array(z.string()),
  last_run_at: instant.nullable(),
  created_at: instant,
});
export type TestCaseAnswer = z.output<typeof testCase>;

const common = { tag: "Tests", params: idParams } as const;
const read = { ...common, role: "viewer", scope: "workflows:read" } as const;
// Also for viewers whom the workflow names an editor: the service decides.
const write = { ...common, role: "viewer", scope: "workflows:write" } as const;

export const testCases = {
  list: contract({
    ...read,
    method: "GET",
    path: "/workflows/{id}/test-cases",
    summary: "List the test cases of a workflow, newest first",
    query: listQuery,
    response: listOf(testCase),
  }),
  create: contract({
    ...write,
    method: "POST",
    path: "/workflows/{id}/test-cases",
    summary: "Write down what the workflow is expected to do for one contact and one event",
    body: z.strictObject({ name, input: testCaseInput, expected: testCaseExpected }),
    response: testCase,
    status: 201,
  }),
  runAll: contract({
    ...write,
    method: "POST",
    path: "/workflows/{id}/test-cases/run",
    summary: "Simulate the draft for each test case and compare; publishing does the same",
    idempotent: false,
    body: z.strictObject({}),
    response: z.object({ passed: z.number(), failed: z.number(), data: z.array(testCase) }),
  }),
  get: contract({ ...read, method: "GET", path: "/test-cases/{id}", summary: "Get a test case", response: testCase }),
  update: contract({
    ...write,
    method: "PATCH",
    path: "/test-cases/{id}",
    summary: "Change what a test case begins with or expects",
    body: z.strictObject({
      name: name.optional(),
      input: testCaseInput.optional(),
      expected: testCaseExpected.optional(),
    }),
    response: testCase,
  }),
  remove: contract({
    ...write,
    method: "DELETE",
    path: "/test-cases/{id}",
    summary: "Delete a test case",
    response: deleted,
  }),
};
