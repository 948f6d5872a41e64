import { testCases } from "@/lib/api/contracts/test-cases";
import { defineRoute } from "@/lib/api/define-route";
import { deleteTestCase } from "@/lib/services/test-cases/delete-test-case";
import { getTestCase } from "@/lib/services/test-cases/get-test-case";
import { updateTestCase } from "@/lib/services/test-cases/update-test-case";

export const GET = defineRoute(testCases.get, getTestCase);
export const PATCH = defineRoute(testCases.update, updateTestCase);
export const DELETE = defineRoute(testCases.remove, deleteTestCase);
