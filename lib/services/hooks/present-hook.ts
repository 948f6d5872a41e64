import type { HookAnswer, HookMapping } from "@/lib/api/contracts/hooks";
import { env } from "@/lib/env";

export const hookColumns = [
  "id",
  "name",
  "token",
  "signature",
  "signature_header",
  "id_header",
  "mapping",
  "last_received_at",
  "created_at",
  "updated_at",
] as const;

/** A row as the API shows it: the token as the address it stands for, the signing secret never. */
export function presentHook({
  token,
  signature,
  mapping,
  ...row
}: Omit<HookAnswer, "url" | "mapping" | "signature"> & {
  token: string;
  signature: string;
  mapping: unknown;
}): HookAnswer {
  return {
    ...row,
    url: `${env().baseUrl}/api/hooks/${token}`,
    signature: signature as HookAnswer["signature"],
    mapping: mapping as HookMapping,
  };
}
