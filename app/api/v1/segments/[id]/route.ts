import { segments } from "@/lib/api/contracts/segments";
import { defineRoute } from "@/lib/api/define-route";
import { deleteSegment } from "@/lib/services/segments/delete-segment";
import { getSegment } from "@/lib/services/segments/get-segment";
import { updateSegment } from "@/lib/services/segments/update-segment";

export const GET = defineRoute(segments.get, getSegment);
export const PATCH = defineRoute(segments.update, updateSegment);
export const DELETE = defineRoute(segments.remove, deleteSegment);
