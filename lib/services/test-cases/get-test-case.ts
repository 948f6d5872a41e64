import type { ServiceContext } from "@/lib/db/scoped";
import { findTestCase, presentTestCase } from "@/lib/services/test-cases/test-case-rows";

/** @throws AppError 404 */
export async function getTestCase({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  return presentTestCase(await findTestCase({ ctx, id: input.id }));
}
