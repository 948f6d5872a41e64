import type { TestCaseAnswer } from "@/lib/api/contracts/test-cases";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { AppError } from "@/lib/errors";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { dryRun, type TestedWorkflow } from "@/lib/services/simulations/dry-run";
import { compare } from "@/lib/services/test-cases/compare";
import { presentTestCase, testCaseRows } from "@/lib/services/test-cases/test-case-rows";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { parseDraft } from "@/lib/services/workflows/parse-draft";

/** Simulates the draft for each test case of a workflow, compares, and keeps the results. @throws AppError 404 */
export async function runTestCases({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  const row = await findWorkflow({ ctx, id: input.id });
  await requireAccess({ ctx, workflowId: row.id, to: "edit" });
  const data = await runEach({ ctx, graph: parseDraft(row.draft), workflow: testedWorkflow(row) });
  const passed = data.filter((one) => one.passed).length;
  return { passed, failed: data.length - passed, data };
}

/** The same for a graph at hand, as publishing does before anything is written. */
export async function runEach({
  ctx,
  graph,
  workflow,
}: {
  ctx: ServiceContext;
  graph: Graph;
  workflow: TestedWorkflow;
}): Promise<TestCaseAnswer[]> {
  const rows = await testCaseRows(ctx)
    .where("t.workflow_id", "=", workflow.id)
    .orderBy("t.created_at", "desc")
    .orderBy("t.id", "desc")
    .execute();
  const answers: TestCaseAnswer[] = [];
  for (const row of rows) {
    const testCase = presentTestCase(row);
    const failures = await tryCase({ ctx, graph, workflow, testCase });
    const passed = failures.length === 0;
    await ctx.db
      .updateTable("workflow_test_cases")
      .set({ last_passed: passed, last_failures: failures, last_run_at: ctx.now })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", row.id)
      .execute();
    answers.push({ ...testCase, passed, failures, last_run_at: ctx.now });
  }
  return answers;
}

/** A workflow row as tests take it. */
export function testedWorkflow(row: { id: string; name: string; settings: unknown }): TestedWorkflow {
  return { id: row.id, name: row.name, endings: row.settings as TestedWorkflow["endings"] };
}

async function tryCase(args: {
  ctx: ServiceContext;
  graph: Graph;
  workflow: TestedWorkflow;
  testCase: TestCaseAnswer;
}): Promise<string[]> {
  const { ctx, graph, workflow, testCase } = args;
  try {
    const { simulation } = await dryRun({ ctx, graph, workflow, input: testCase.input });
    return compare({ expected: testCase.expected, simulation, graph });
  } catch (error) {
    // Its contact, trigger or activity is gone: the case itself needs a change.
    if (error instanceof AppError) return [error.message];
    throw error;
  }
}
