import { calls } from "@/lib/api/contracts/calls";
import { defineRoute } from "@/lib/api/define-route";
import { actCall, actedCall } from "@/lib/services/calls/act-call";

export const POST = defineRoute(calls.act, actCall, actedCall);
