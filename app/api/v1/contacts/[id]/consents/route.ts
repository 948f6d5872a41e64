import { contacts } from "@/lib/api/contracts/contacts";
import { defineRoute } from "@/lib/api/define-route";
import { listConsents } from "@/lib/services/contacts/list-consents";
import { setConsent } from "@/lib/services/contacts/set-consent";

export const GET = defineRoute(contacts.consents, listConsents);
export const POST = defineRoute(contacts.setConsent, setConsent);
