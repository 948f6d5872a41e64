import { newSecret } from "@/lib/ids";
import { readToken, signToken } from "@/lib/tokens";

/** A form page may stay open this long before it must be loaded again. */
const OPEN_FOR = 24 * 60 * 60 * 1000;
/** Scripts answer at once; a person with autofill still needs to look for the button. */
export const FASTEST = 1500;

interface Rendered {
  publicId: string;
  versionId: string;
  nonce: string;
  /** Milliseconds since the epoch by this machine's clock: it measures a visitor's own time between two requests. */
  at: number;
}

/** Signs what a page showed: which version, when, and a nonce that makes the same form sent twice one submission. */
export function signRender({ publicId, versionId }: { publicId: string; versionId: string }): string {
  const at = Date.now();
  return signToken({
    purpose: "form-render",
    data: { p: publicId, v: versionId, n: newSecret(12), t: at },
    expiresAt: at + OPEN_FOR,
  });
}

/** Reads it back; null when it was not made here for this form, or is older than a day. */
export function readRender({ publicId, token }: { publicId: string; token: unknown }): Rendered | null {
  if (typeof token !== "string") return null;
  const data = readToken<{ p: string; v: string; n: string; t: number }>({
    purpose: "form-render",
    token,
    now: Date.now(),
  });
  return data && data.p === publicId ? { publicId, versionId: data.v, nonce: data.n, at: data.t } : null;
}
