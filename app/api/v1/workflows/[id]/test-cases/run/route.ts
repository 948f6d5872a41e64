import { testCases } from "@/lib/api/contracts/test-cases";
import { defineRoute } from "@/lib/api/define-route";
import { runTestCases } from "@/lib/services/test-cases/run-test-cases";

export const POST = defineRoute(testCases.runAll, runTestCases);
