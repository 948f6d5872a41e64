import type { ServiceInput } from "@/lib/api/contract";
import type { segments } from "@/lib/api/contracts/segments";
import type { ServiceContext } from "@/lib/db/scoped";
import { findSegment } from "@/lib/services/segments/segment-rows";

/** @throws AppError 404 */
export function getSegment({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof segments.get> }) {
  return findSegment({ ctx, id: input.id });
}
