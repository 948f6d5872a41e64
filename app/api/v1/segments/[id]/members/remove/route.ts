import { segments } from "@/lib/api/contracts/segments";
import { defineRoute } from "@/lib/api/define-route";
import { removeMembers } from "@/lib/services/segments/remove-members";

export const POST = defineRoute(segments.removeMembers, removeMembers);
