import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { submissions } from "@/lib/api/contracts/submissions";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { selectSubmissions, toSubmission } from "@/lib/services/submissions/submission-rows";

/** One submission. @throws AppError 404 */
export async function getSubmission({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: Pick<ServiceInput<typeof submissions.get>, "id">;
}): Promise<Answer<typeof submissions.get>> {
  const row = await selectSubmissions(ctx).where("s.id", "=", input.id).executeTakeFirst();
  if (!row) throw notFound("submission");
  return toSubmission(row);
}
