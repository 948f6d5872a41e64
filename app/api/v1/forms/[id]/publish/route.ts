import { forms } from "@/lib/api/contracts/forms";
import { defineRoute } from "@/lib/api/define-route";
import { publishForm } from "@/lib/services/forms/publish-form";

export const POST = defineRoute(forms.publish, publishForm);
