import { forms } from "@/lib/api/contracts/forms";
import { defineRoute } from "@/lib/api/define-route";
import { unpublishForm } from "@/lib/services/forms/unpublish-form";

export const POST = defineRoute(forms.unpublish, unpublishForm);
