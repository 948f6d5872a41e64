import { hooks } from "@/lib/api/contracts/hooks";
import { defineRoute } from "@/lib/api/define-route";
import { rotateHook } from "@/lib/services/hooks/rotate-hook";

export const POST = defineRoute(hooks.rotate, rotateHook);
