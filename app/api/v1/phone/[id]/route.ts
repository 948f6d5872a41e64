import { phone } from "@/lib/api/contracts/phone";
import { defineRoute } from "@/lib/api/define-route";
import { getThread } from "@/lib/services/phone/get-thread";

export const GET = defineRoute(phone.get, getThread);
