import { connections } from "@/lib/api/contracts/connections";
import { defineRoute } from "@/lib/api/define-route";
import { testConnection, testedConnection } from "@/lib/services/connections/test-connection";

export const POST = defineRoute(connections.test, testConnection, testedConnection);
