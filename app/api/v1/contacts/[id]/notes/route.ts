import { contacts } from "@/lib/api/contracts/contacts";
import { defineRoute } from "@/lib/api/define-route";
import { addContactNote } from "@/lib/services/contacts/add-contact-note";

export const POST = defineRoute(contacts.addNote, addContactNote);
