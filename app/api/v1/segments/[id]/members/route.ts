import { segments } from "@/lib/api/contracts/segments";
import { defineRoute } from "@/lib/api/define-route";
import { addMembers } from "@/lib/services/segments/add-members";
import { listSegmentMembers } from "@/lib/services/segments/list-segment-members";

export const GET = defineRoute(segments.members, listSegmentMembers);
export const POST = defineRoute(segments.addMembers, addMembers);
