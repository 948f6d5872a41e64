import type { ServiceContext } from "@/lib/db/scoped";
import { getVersion } from "@/lib/services/workflows/get-version";
import { updateWorkflow } from "@/lib/services/workflows/update-workflow";

/** Makes the draft equal to a published version; nothing goes live by this. @throws AppError 404 */
export async function restoreVersion({ ctx, input }: { ctx: ServiceContext; input: { id: string; number: number } }) {
  const { graph } = await getVersion({ ctx, input });
  return updateWorkflow({ ctx, input: { id: input.id, draft: graph } });
}
