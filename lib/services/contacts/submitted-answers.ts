import type { ServiceContext } from "@/lib/db/scoped";
import type { Answers } from "@/lib/forms";
import { answerText } from "@/lib/forms/answer-text";
import { loadVersion } from "@/lib/services/forms/load-version";

export type SubmittedAnswer = { key: string; label: string; value: string };

/**
 * What submissions say in the words and the order of the form version that was filled in, by submission id; what was left
 * empty is left out. Submissions that were deleted are missing. One query, and one more for each version not in memory.
 */
export async function submittedAnswers({
  ctx,
  submissionIds,
}: {
  ctx: ServiceContext;
  submissionIds: string[];
}): Promise<Map<string, SubmittedAnswer[]>> {
  const found = new Map<string, SubmittedAnswer[]>();
  if (submissionIds.length === 0) return found;
  const rows = await ctx.db
    .selectFrom("submissions")
    .select(["id", "version_id", "answers"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "in", submissionIds)
    .execute();
  for (const { id, version_id, answers } of rows) {
    const { fields } = await loadVersion({ ctx, versionId: version_id });
    const given = answers as Answers;
    found.set(
      id,
      fields.flatMap(({ key, label, options }) => {
        const value = answerText(given[key], options);
        return value === "" ? [] : [{ key, label: label || key, value }];
      }),
    );
  }
  return found;
}
