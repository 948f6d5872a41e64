import { explain } from "@/lib/api/contracts/explain";
import { defineRoute } from "@/lib/api/define-route";
import { explainMessage } from "@/lib/services/explain/explain-message";

export const GET = defineRoute(explain.message, explainMessage);
