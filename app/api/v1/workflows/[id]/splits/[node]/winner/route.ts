import { splits } from "@/lib/api/contracts/splits";
import { defineRoute } from "@/lib/api/define-route";
import { decideSplit } from "@/lib/services/splits/decide-split";

export const POST = defineRoute(splits.decide, decideSplit);
