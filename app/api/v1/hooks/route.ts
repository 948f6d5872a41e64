import { hooks } from "@/lib/api/contracts/hooks";
import { defineRoute } from "@/lib/api/define-route";
import { createHook } from "@/lib/services/hooks/create-hook";
import { listHooks } from "@/lib/services/hooks/list-hooks";

export const GET = defineRoute(hooks.list, listHooks);
export const POST = defineRoute(hooks.create, createHook);
