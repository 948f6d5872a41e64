import { experiments } from "@/lib/api/contracts/experiments";
import { defineRoute } from "@/lib/api/define-route";
import { createExperiment } from "@/lib/services/experiments/create-experiment";
import { listExperiments } from "@/lib/services/experiments/list-experiments";

export const GET = defineRoute(experiments.list, listExperiments);
export const POST = defineRoute(experiments.create, createExperiment);
