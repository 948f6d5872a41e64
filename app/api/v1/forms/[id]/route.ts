import { forms } from "@/lib/api/contracts/forms";
import { defineRoute } from "@/lib/api/define-route";
import { getForm } from "@/lib/services/forms/get-form";
import { removeForm } from "@/lib/services/forms/remove-form";
import { updateForm } from "@/lib/services/forms/update-form";

export const GET = defineRoute(forms.get, getForm);
export const PATCH = defineRoute(forms.update, updateForm);
export const DELETE = defineRoute(forms.remove, removeForm);
