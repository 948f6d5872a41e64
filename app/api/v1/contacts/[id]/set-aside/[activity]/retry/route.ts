import { contacts } from "@/lib/api/contracts/contacts";
import { defineRoute } from "@/lib/api/define-route";
import { retrySetAside } from "@/lib/services/contacts/retry-set-aside";

export const POST = defineRoute(contacts.retrySetAside, retrySetAside);
