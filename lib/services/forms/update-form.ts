import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { forms } from "@/lib/api/contracts/forms";
import type { ServiceContext } from "@/lib/db/scoped";
import { changeForm } from "@/lib/services/forms/change-form";
import { requireForm } from "@/lib/services/forms/form-rows";

/** Saves a form's name or draft. Visitors see nothing of it before it is published. @throws AppError 404, 409 */
export async function updateForm({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof forms.update>;
}): Promise<Answer<typeof forms.update>> {
  const { id, ifMatch, name, draft } = input;
  if (name === undefined && draft === undefined) return requireForm({ ctx, id });
  return changeForm({
    ctx,
    id,
    ifMatch,
    change: { ...(name === undefined ? {} : { name }), ...(draft === undefined ? {} : { draft }) },
  });
}
