import { connections } from "@/lib/api/contracts/connections";
import { defineRoute } from "@/lib/api/define-route";
import { listConnections } from "@/lib/services/connections/list-connections";

export const GET = defineRoute(connections.list, listConnections);
