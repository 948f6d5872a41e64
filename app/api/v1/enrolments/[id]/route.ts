import { enrolments } from "@/lib/api/contracts/enrolments";
import { defineRoute } from "@/lib/api/define-route";
import { getEnrolment } from "@/lib/services/enrolments/get-enrolment";

export const GET = defineRoute(enrolments.get, getEnrolment);
