import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { forms } from "@/lib/api/contracts/forms";
import type { ServiceContext } from "@/lib/db/scoped";
import { changeForm } from "@/lib/services/forms/change-form";

/** Takes the page offline. The version is remembered: its address then says that the form is closed. @throws AppError 404 */
export function unpublishForm({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof forms.unpublish>;
}): Promise<Answer<typeof forms.unpublish>> {
  return changeForm({ ctx, id: input.id, change: { status: "draft" } });
}
