import { contacts } from "@/lib/api/contracts/contacts";
import { defineRoute } from "@/lib/api/define-route";
import { deleteContact } from "@/lib/services/contacts/delete-contact";
import { getContact } from "@/lib/services/contacts/get-contact";
import { updateContact } from "@/lib/services/contacts/update-contact";

export const GET = defineRoute(contacts.get, getContact);
export const PATCH = defineRoute(contacts.update, updateContact);
export const DELETE = defineRoute(contacts.remove, deleteContact);
