import { apiKeys } from "@/lib/api/contracts/api-keys";
import { defineRoute } from "@/lib/api/define-route";
import { revokeApiKey } from "@/lib/services/api-keys/revoke-api-key";

export const DELETE = defineRoute(apiKeys.revoke, revokeApiKey);
