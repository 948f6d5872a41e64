import { nodeTypes } from "@/lib/api/contracts/node-types";
import { defineRoute } from "@/lib/api/define-route";
import { listNodeTypes } from "@/lib/services/node-types/list-node-types";

export const GET = defineRoute(nodeTypes.list, listNodeTypes);
