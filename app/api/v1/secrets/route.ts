import { secrets } from "@/lib/api/contracts/secrets";
import { defineRoute } from "@/lib/api/define-route";
import { createSecret } from "@/lib/services/secrets/create-secret";
import { listSecrets } from "@/lib/services/secrets/list-secrets";

export const GET = defineRoute(secrets.list, listSecrets);
export const POST = defineRoute(secrets.create, createSecret);
