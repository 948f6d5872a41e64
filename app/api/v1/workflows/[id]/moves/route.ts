import { moves } from "@/lib/api/contracts/moves";
import { defineRoute } from "@/lib/api/define-route";
import { listMoves } from "@/lib/services/moves/list-moves";

export const GET = defineRoute(moves.list, listMoves);
