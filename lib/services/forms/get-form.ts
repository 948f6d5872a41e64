import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { forms } from "@/lib/api/contracts/forms";
import type { ServiceContext } from "@/lib/db/scoped";
import { requireForm } from "@/lib/services/forms/form-rows";

/** One form with its draft. @throws AppError 404 */
export function getForm({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof forms.get>;
}): Promise<Answer<typeof forms.get>> {
  return requireForm({ ctx, id: input.id });
}
