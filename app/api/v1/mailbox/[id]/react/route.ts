import { messages } from "@/lib/api/contracts/messages";
import { defineRoute } from "@/lib/api/define-route";
import { reactedMail, reactMail } from "@/lib/services/mailbox/react-mail";

export const POST = defineRoute(messages.reactMail, reactMail, reactedMail);
