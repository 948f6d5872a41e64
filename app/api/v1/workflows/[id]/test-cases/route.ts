import { testCases } from "@/lib/api/contracts/test-cases";
import { defineRoute } from "@/lib/api/define-route";
import { createTestCase } from "@/lib/services/test-cases/create-test-case";
import { listTestCases } from "@/lib/services/test-cases/list-test-cases";

export const GET = defineRoute(testCases.list, listTestCases);
export const POST = defineRoute(testCases.create, createTestCase);
