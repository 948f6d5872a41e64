import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { listVersions } from "@/lib/services/workflows/list-versions";

export const GET = defineRoute(workflows.versions, listVersions);
