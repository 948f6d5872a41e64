import { secrets } from "@/lib/api/contracts/secrets";
import { defineRoute } from "@/lib/api/define-route";
import { removeSecret } from "@/lib/services/secrets/remove-secret";
import { updateSecret } from "@/lib/services/secrets/update-secret";

export const PATCH = defineRoute(secrets.update, updateSecret);
export const DELETE = defineRoute(secrets.remove, removeSecret);
