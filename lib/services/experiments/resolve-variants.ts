import type { ExperimentAnswer } from "@/lib/api/contracts/experiments";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { StoredVariant } from "@/lib/services/experiments/experiment-rows";

/** Finds the version of each variant by its number. @throws AppError 422 naming each that was never published */
export async function resolveVariants(args: {
  ctx: ServiceContext;
  workflowId: string;
  variants: ExperimentAnswer["variants"];
}): Promise<StoredVariant[]> {
  const { ctx, workflowId, variants } = args;
  const rows = await ctx.db
    .selectFrom("workflow_versions")
    .select(["id", "number"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", workflowId)
    .where(
      "number",
      "in",
      variants.map(({ version }) => version),
    )
    .execute();
  const ids = new Map(rows.map((row) => [row.number, row.id]));
  const unknown = variants.flatMap(({ version }, n) =>
    ids.has(version)
      ? []
      : [{ path: `variants.${n}.version`, message: `Version ${version} was never published. Choose another one.` }],
  );
  if (unknown.length > 0) throw new AppError("validation", unknown[0]!.message, { fields: unknown });
  return variants.map((variant) => ({ ...variant, version_id: ids.get(variant.version)! }));
}
