import { moves } from "@/lib/api/contracts/moves";
import { defineRoute } from "@/lib/api/define-route";
import { getMove } from "@/lib/services/moves/get-move";

export const GET = defineRoute(moves.get, getMove);
