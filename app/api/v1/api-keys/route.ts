import { apiKeys } from "@/lib/api/contracts/api-keys";
import { defineRoute } from "@/lib/api/define-route";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { listApiKeys } from "@/lib/services/api-keys/list-api-keys";

export const GET = defineRoute(apiKeys.list, listApiKeys);
export const POST = defineRoute(apiKeys.create, createApiKey);
