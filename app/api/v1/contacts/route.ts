import { contacts } from "@/lib/api/contracts/contacts";
import { defineRoute } from "@/lib/api/define-route";
import { createContact } from "@/lib/services/contacts/create-contact";
import { listContacts } from "@/lib/services/contacts/list-contacts";
import { upsertContact } from "@/lib/services/contacts/upsert-contact";

export const GET = defineRoute(contacts.list, listContacts);
export const POST = defineRoute(contacts.create, createContact);
export const PUT = defineRoute(contacts.upsert, upsertContact);
