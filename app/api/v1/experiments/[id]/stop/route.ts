import { experiments } from "@/lib/api/contracts/experiments";
import { defineRoute } from "@/lib/api/define-route";
import { stopExperiment } from "@/lib/services/experiments/stop-experiment";

export const POST = defineRoute(experiments.stop, stopExperiment);
