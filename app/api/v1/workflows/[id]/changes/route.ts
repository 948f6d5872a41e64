import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { listChanges } from "@/lib/services/workflows/list-changes";

export const GET = defineRoute(workflows.changes, listChanges);
