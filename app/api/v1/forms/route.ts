import { forms } from "@/lib/api/contracts/forms";
import { defineRoute } from "@/lib/api/define-route";
import { createForm } from "@/lib/services/forms/create-form";
import { listForms } from "@/lib/services/forms/list-forms";

export const GET = defineRoute(forms.list, listForms);
export const POST = defineRoute(forms.create, createForm);
