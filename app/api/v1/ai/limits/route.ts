import { ai } from "@/lib/api/contracts/ai";
import { defineRoute } from "@/lib/api/define-route";
import { setLimits } from "@/lib/services/ai/set-limits";

export const PUT = defineRoute(ai.limit, setLimits);
