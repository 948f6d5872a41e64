import { members } from "@/lib/api/contracts/members";
import { defineRoute } from "@/lib/api/define-route";
import { listMembers } from "@/lib/services/members/list-members";

export const GET = defineRoute(members.list, listMembers);
