import { moves } from "@/lib/api/contracts/moves";
import { defineRoute } from "@/lib/api/define-route";
import { stopMove } from "@/lib/services/moves/stop-move";

export const POST = defineRoute(moves.stop, stopMove);
