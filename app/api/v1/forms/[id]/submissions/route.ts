import { submissions } from "@/lib/api/contracts/submissions";
import { defineRoute } from "@/lib/api/define-route";
import { createSubmission } from "@/lib/services/submissions/create-submission";

export const POST = defineRoute(submissions.create, createSubmission);
