import { messages } from "@/lib/api/contracts/messages";
import { defineRoute } from "@/lib/api/define-route";
import { getMessage } from "@/lib/services/messages/get-message";

export const GET = defineRoute(messages.get, getMessage);
