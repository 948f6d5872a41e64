import type { TestCaseAnswer } from "@/lib/api/contracts/test-cases";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** The query every answer about test cases starts from. */
export function testCaseRows(ctx: ServiceContext) {
  return ctx.db
    .selectFrom("workflow_test_cases as t")
    .select([
      "t.id",
      "t.workflow_id",
      "t.name",
      "t.input",
      "t.expected",
      "t.last_passed",
      "t.last_failures",
      "t.last_run_at",
      "t.created_at",
    ])
    .where("t.workspace_id", "=", ctx.workspaceId);
}

export type TestCaseRow = Awaited<ReturnType<ReturnType<typeof testCaseRows>["executeTakeFirstOrThrow"]>>;

/** @throws AppError 404 */
export async function findTestCase({ ctx, id }: { ctx: ServiceContext; id: string }): Promise<TestCaseRow> {
  const row = await testCaseRows(ctx).where("t.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("test case");
  return row;
}

/** One test case as the API shows it. */
export function presentTestCase({ last_passed, last_failures, ...row }: TestCaseRow): TestCaseAnswer {
  return {
    ...row,
    input: row.input as TestCaseAnswer["input"],
    expected: row.expected as TestCaseAnswer["expected"],
    passed: last_passed,
    failures: last_failures as string[],
  };
}
