import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { restoreVersion } from "@/lib/services/workflows/restore-version";

export const POST = defineRoute(workflows.restore, restoreVersion);
