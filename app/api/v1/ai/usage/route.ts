import { ai } from "@/lib/api/contracts/ai";
import { defineRoute } from "@/lib/api/define-route";
import { showUsage } from "@/lib/services/ai/show-usage";

export const GET = defineRoute(ai.usage, showUsage);
