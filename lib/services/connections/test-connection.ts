import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { connections } from "@/lib/api/contracts/connections";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import { checkConnection } from "@/lib/services/connections/check-connection";
import { readConnectionOf } from "@/lib/services/connections/connection-row";
import { openConnection } from "@/lib/services/connections/open-connection";

/**
 * Asks the provider whether the connection works and writes down what it said. No transaction is open while it is asked: that
 * follows the commit, before the answer of the request is read. @throws AppError 404
 */
export async function testConnection({
  ctx,
  input: { provider },
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof connections.test>;
}): Promise<Answer<typeof connections.test>> {
  const before = await readConnectionOf({ ctx, provider });
  const { workspaceId } = ctx;
  ctx.afterCommit(async () => {
    const connection = await openConnection({ workspaceId, provider });
    if (!connection) return;
    const answer = await checkConnection({ provider, connection });
    await asWorker({
      workspaceId,
      fn: (worker) =>
        worker.db
          .updateTable("connections")
          .set({
            status: answer.ok ? "healthy" : "failing",
            last_error: answer.ok ? null : answer.reason.slice(0, 500),
            tested_at: worker.now,
          })
          .where("workspace_id", "=", workspaceId)
          .where("id", "=", connection.id)
          .execute(),
    });
  });
  return before;
}

/** What the test has brought: read after it. */
export function testedConnection({ ctx, answer }: { ctx: ServiceContext; answer: Answer<typeof connections.test> }) {
  return readConnectionOf({ ctx, provider: answer.provider });
}
