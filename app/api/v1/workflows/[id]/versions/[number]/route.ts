import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { getVersion } from "@/lib/services/workflows/get-version";

export const GET = defineRoute(workflows.version, getVersion);
