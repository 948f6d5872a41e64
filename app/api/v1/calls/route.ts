import { calls } from "@/lib/api/contracts/calls";
import { defineRoute } from "@/lib/api/define-route";
import { listCalls } from "@/lib/services/calls/list-calls";

export const GET = defineRoute(calls.list, listCalls);
