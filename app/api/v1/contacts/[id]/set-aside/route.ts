import { contacts } from "@/lib/api/contracts/contacts";
import { defineRoute } from "@/lib/api/define-route";
import { listSetAside } from "@/lib/services/contacts/list-set-aside";

export const GET = defineRoute(contacts.setAside, listSetAside);
