import { forms } from "@/lib/api/contracts/forms";
import { defineRoute } from "@/lib/api/define-route";
import { listFormVersions } from "@/lib/services/forms/list-form-versions";

export const GET = defineRoute(forms.versions, listFormVersions);
