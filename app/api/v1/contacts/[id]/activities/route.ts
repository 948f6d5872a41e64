import { contacts } from "@/lib/api/contracts/contacts";
import { defineRoute } from "@/lib/api/define-route";
import { listActivities } from "@/lib/services/contacts/list-activities";

export const GET = defineRoute(contacts.activities, listActivities);
