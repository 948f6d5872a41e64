import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { diffVersions } from "@/lib/services/workflows/diff-versions";

export const GET = defineRoute(workflows.diff, diffVersions);
