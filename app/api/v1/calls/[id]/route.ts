import { calls } from "@/lib/api/contracts/calls";
import { defineRoute } from "@/lib/api/define-route";
import { getCall } from "@/lib/services/calls/get-call";

export const GET = defineRoute(calls.get, getCall);
