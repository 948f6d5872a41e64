import { submissions } from "@/lib/api/contracts/submissions";
import { defineRoute } from "@/lib/api/define-route";
import { listSubmissions } from "@/lib/services/submissions/list-submissions";

export const GET = defineRoute(submissions.list, listSubmissions);
