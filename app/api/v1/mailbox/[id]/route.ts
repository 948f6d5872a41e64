import { messages } from "@/lib/api/contracts/messages";
import { defineRoute } from "@/lib/api/define-route";
import { getMail } from "@/lib/services/mailbox/get-mail";

export const GET = defineRoute(messages.getMail, getMail);
