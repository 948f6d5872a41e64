import { enrolments } from "@/lib/api/contracts/enrolments";
import { defineRoute } from "@/lib/api/define-route";
import { cancelEnrolment } from "@/lib/services/enrolments/cancel-enrolment";

export const POST = defineRoute(enrolments.cancel, cancelEnrolment);
