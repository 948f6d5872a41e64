import { messages } from "@/lib/api/contracts/messages";
import { defineRoute } from "@/lib/api/define-route";
import { listMailbox } from "@/lib/services/mailbox/list-mailbox";

export const GET = defineRoute(messages.listMailbox, listMailbox);
