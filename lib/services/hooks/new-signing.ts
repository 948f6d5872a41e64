import { randomBytes } from "node:crypto";
import { invalid } from "@/lib/errors";
import { encryptSecret } from "@/lib/secrets";
import { signingKey } from "@/lib/services/hooks/verify-signature";

type Signature = "none" | "hmac_sha256" | "standard";

/**
 * The columns that say how deliveries are signed, for a new way of signing or a new secret. Without a given secret one is made,
 * which the answer shows once.
 * @throws AppError 422 naming the field
 */
export function newSigning({
  signature,
  signatureHeader,
  secret,
  boundTo,
}: {
  signature: Signature;
  signatureHeader: string | null | undefined;
  secret: string | undefined;
  boundTo: string;
}): { columns: { signature: Signature; signature_header: string | null; sealed: string | null }; made?: string } {
  if (signature === "none") {
    if (secret !== undefined)
      throw invalid("secret", "Choose how deliveries are signed before giving a signing secret.");
    return { columns: { signature, signature_header: null, sealed: null } };
  }
  if (signature === "hmac_sha256" && !signatureHeader)
    throw invalid("signature_header", "Name the header that holds the signature, such as x-signature.");
  const made = secret === undefined ? `whsec_${randomBytes(32).toString("base64")}` : undefined;
  const plain = secret ?? (made as string);
  if (signature === "standard" && !signingKey({ signature, secret: plain }))
    throw invalid("secret", "A Standard Webhooks secret is whsec_ followed by 24 to 64 bytes in base64.");
  return {
    columns: {
      signature,
      signature_header: signature === "standard" ? null : (signatureHeader ?? null),
      sealed: encryptSecret({ plain, boundTo }),
    },
    ...(made && { made }),
  };
}
