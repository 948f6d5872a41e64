import { experiments } from "@/lib/api/contracts/experiments";
import { defineRoute } from "@/lib/api/define-route";
import { readResults } from "@/lib/services/experiments/read-results";

export const GET = defineRoute(experiments.results, readResults);
