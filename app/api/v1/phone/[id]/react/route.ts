import { phone } from "@/lib/api/contracts/phone";
import { defineRoute } from "@/lib/api/define-route";
import { reactedText, reactText } from "@/lib/services/phone/react-text";

export const POST = defineRoute(phone.react, reactText, reactedText);
