import { splits } from "@/lib/api/contracts/splits";
import { defineRoute } from "@/lib/api/define-route";
import { readSplit } from "@/lib/services/splits/read-split";

export const GET = defineRoute(splits.get, readSplit);
