import { segments } from "@/lib/api/contracts/segments";
import { defineRoute } from "@/lib/api/define-route";
import { createSegment } from "@/lib/services/segments/create-segment";
import { listSegments } from "@/lib/services/segments/list-segments";

export const GET = defineRoute(segments.list, listSegments);
export const POST = defineRoute(segments.create, createSegment);
