import { workspaces } from "@/lib/api/contracts/workspaces";
import { defineRoute } from "@/lib/api/define-route";
import { resumeSending } from "@/lib/services/workspaces/resume-sending";

export const POST = defineRoute(workspaces.resumeSending, resumeSending);
