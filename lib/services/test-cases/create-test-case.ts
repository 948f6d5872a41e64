import type { ServiceInput } from "@/lib/api/contract";
import type { testCases } from "@/lib/api/contracts/test-cases";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, invalid } from "@/lib/errors";
import { findTestCase, presentTestCase } from "@/lib/services/test-cases/test-case-rows";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** As many cases as publishing can run while somebody waits. */
const MAX_CASES = 50;

/** Writes a test case down. @throws AppError 409 when there are too many; 422 when the name is taken; 404 */
export async function createTestCase({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof testCases.create>;
}) {
  await findWorkflow({ ctx, id: input.id, lock: true });
  const known = await ctx.db
    .selectFrom("workflow_test_cases")
    .select("name")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", input.id)
    .execute();
  if (known.length >= MAX_CASES)
    throw new AppError("conflict", `A workflow has at most ${MAX_CASES} test cases. Delete one first.`);
  if (known.some((one) => one.name === input.name)) throw invalid("name", "Another test case has this name.");
  const id = ctx.newId();
  await ctx.db
    .insertInto("workflow_test_cases")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      workflow_id: input.id,
      name: input.name,
      input: input.input as never,
      expected: input.expected,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  return presentTestCase(await findTestCase({ ctx, id }));
}
