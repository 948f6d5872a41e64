import { experiments } from "@/lib/api/contracts/experiments";
import { defineRoute } from "@/lib/api/define-route";
import { deleteExperiment } from "@/lib/services/experiments/delete-experiment";
import { getExperiment } from "@/lib/services/experiments/get-experiment";
import { updateExperiment } from "@/lib/services/experiments/update-experiment";

export const GET = defineRoute(experiments.get, getExperiment);
export const PATCH = defineRoute(experiments.update, updateExperiment);
export const DELETE = defineRoute(experiments.remove, deleteExperiment);
