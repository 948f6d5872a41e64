import { enrolments } from "@/lib/api/contracts/enrolments";
import { defineRoute } from "@/lib/api/define-route";
import { countPeople } from "@/lib/services/enrolments/count-people";

export const POST = defineRoute(enrolments.preview, countPeople);
