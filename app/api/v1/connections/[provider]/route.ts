import { connections } from "@/lib/api/contracts/connections";
import { defineRoute } from "@/lib/api/define-route";
import { connectProvider } from "@/lib/services/connections/connect-provider";
import { disconnectProvider } from "@/lib/services/connections/disconnect-provider";

export const PUT = defineRoute(connections.connect, connectProvider);
export const DELETE = defineRoute(connections.disconnect, disconnectProvider);
