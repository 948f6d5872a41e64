import { phone } from "@/lib/api/contracts/phone";
import { defineRoute } from "@/lib/api/define-route";
import { listThreads } from "@/lib/services/phone/list-threads";
import { writeText, writtenText } from "@/lib/services/phone/write-text";

export const GET = defineRoute(phone.list, listThreads);
export const POST = defineRoute(phone.write, writeText, writtenText);
