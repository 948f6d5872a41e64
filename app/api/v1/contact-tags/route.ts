import { contacts } from "@/lib/api/contracts/contacts";
import { defineRoute } from "@/lib/api/define-route";
import { listTags } from "@/lib/services/contacts/list-tags";

export const GET = defineRoute(contacts.tags, listTags);
