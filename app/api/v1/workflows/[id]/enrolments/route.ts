import { enrolments } from "@/lib/api/contracts/enrolments";
import { defineRoute } from "@/lib/api/define-route";
import { listEnrolments } from "@/lib/services/enrolments/list-enrolments";

export const GET = defineRoute(enrolments.list, listEnrolments);
