import { experiments } from "@/lib/api/contracts/experiments";
import { defineRoute } from "@/lib/api/define-route";
import { declareWinner } from "@/lib/services/experiments/declare-winner";

export const POST = defineRoute(experiments.winner, declareWinner);
