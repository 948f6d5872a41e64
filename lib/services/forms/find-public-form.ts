import { findForm } from "@/lib/db/lookup";
import { notFound } from "@/lib/errors";

const KEEP = 5000;
const store = globalThis as { leadloomPublicForms?: Map<string, { workspaceId: string; formId: string }> };

/**
 * Which form a public address belongs to. The pair never changes, so it is kept in memory; whether the form still exists
 * and is published is asked in each transaction. @throws AppError 404
 */
export async function findPublicForm(publicId: string): Promise<{ workspaceId: string; formId: string }> {
  if (!/^[A-Za-z0-9]{10}$/.test(publicId)) throw notFound("form");
  store.leadloomPublicForms ??= new Map();
  const kept = store.leadloomPublicForms;
  const known = kept.get(publicId);
  if (known) return known;
  const found = await findForm(publicId);
  if (!found) throw notFound("form");
  if (kept.size >= KEEP) kept.delete(kept.keys().next().value as string);
  kept.set(publicId, found);
  return found;
}
