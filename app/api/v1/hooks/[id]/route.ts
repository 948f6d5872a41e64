import { hooks } from "@/lib/api/contracts/hooks";
import { defineRoute } from "@/lib/api/define-route";
import { getHook } from "@/lib/services/hooks/get-hook";
import { removeHook } from "@/lib/services/hooks/remove-hook";
import { updateHook } from "@/lib/services/hooks/update-hook";

export const GET = defineRoute(hooks.get, getHook);
export const PATCH = defineRoute(hooks.update, updateHook);
export const DELETE = defineRoute(hooks.remove, removeHook);
