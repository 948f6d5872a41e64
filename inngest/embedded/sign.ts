import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const KEY = /^(signkey-\w+-)((?:[0-9a-f]{2}){16,})$/;

export interface Signer {
  /** Value of `x-inngest-signature` for a body in canonical JSON: HMAC-SHA256 over body and time, good for 5 minutes. */
  sign: (body: string) => string;
  /** Whether a request to the executor's API carries the bearer token that the SDK derives from the same key. */
  admits: (authorization: string | null) => boolean;
}

/**
 * Signs calls the way the Inngest server does (SDK helpers/net and helpers/strings).
 * @throws Error when the key is not `signkey-<name>-<at least 32 hex digits>`.
 */
export function createSigner(signingKey: string): Signer {
  const parts = KEY.exec(signingKey);
  if (!parts) throw new Error("The Inngest signing key must be signkey-<name>-<at least 32 hex digits>.");
  const [, prefix, secret = ""] = parts;
  const expected = Buffer.from(
    `Bearer ${prefix}${createHash("sha256").update(Buffer.from(secret, "hex")).digest("hex")}`,
  );
  return {
    sign(body) {
      // Wall-clock time on purpose: the SDK compares with its own, which no test shifts.
      const time = Math.floor(Date.now() / 1000).toString();
      return `t=${time}&s=${createHmac("sha256", secret)
        .update(body + time)
        .digest("hex")}`;
    },
    admits(authorization) {
      const given = Buffer.from(authorization ?? "");
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
