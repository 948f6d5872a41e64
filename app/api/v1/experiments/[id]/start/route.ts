import { experiments } from "@/lib/api/contracts/experiments";
import { defineRoute } from "@/lib/api/define-route";
import { startExperiment } from "@/lib/services/experiments/start-experiment";

export const POST = defineRoute(experiments.start, startExperiment);
