import { submissions } from "@/lib/api/contracts/submissions";
import { defineRoute } from "@/lib/api/define-route";
import { getSubmission } from "@/lib/services/submissions/get-submission";

export const GET = defineRoute(submissions.get, getSubmission);
