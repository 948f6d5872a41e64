import { enrolments } from "@/lib/api/contracts/enrolments";
import { defineRoute } from "@/lib/api/define-route";
import { startEnrolment } from "@/lib/services/enrolments/start-enrolment";

export const POST = defineRoute(enrolments.create, startEnrolment);
