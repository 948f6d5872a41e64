import { simulations } from "@/lib/api/contracts/simulations";
import { defineRoute } from "@/lib/api/define-route";
import { testWorkflow } from "@/lib/services/simulations/test-workflow";

export const POST = defineRoute(simulations.test, testWorkflow);
