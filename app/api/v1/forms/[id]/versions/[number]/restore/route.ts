import { forms } from "@/lib/api/contracts/forms";
import { defineRoute } from "@/lib/api/define-route";
import { restoreFormVersion } from "@/lib/services/forms/restore-form-version";

export const POST = defineRoute(forms.restore, restoreFormVersion);
