import type { Provider } from "@/lib/api/contracts/connection-fields";
import { asWorker } from "@/lib/db/scoped";

/** Shows on the connections page that a provider refuses us: its key or password no longer works. With no transaction open. */
export async function noteFailure(args: { workspaceId: string; provider: Provider; reason: string }): Promise<void> {
  const { workspaceId, provider, reason } = args;
  await asWorker({
    workspaceId,
    fn: (ctx) =>
      ctx.db
        .updateTable("connections")
        .set({ status: "failing", last_error: reason.slice(0, 500) })
        .where("workspace_id", "=", workspaceId)
        .where("provider", "=", provider)
        .execute(),
  });
}
