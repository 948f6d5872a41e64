import { explain } from "@/lib/api/contracts/explain";
import { defineRoute } from "@/lib/api/define-route";
import { explainEntry } from "@/lib/services/explain/explain-entry";

export const GET = defineRoute(explain.entry, explainEntry);
