import { createHmac, timingSafeEqual } from "node:crypto";

/** Standard Webhooks, "Signature scheme": a timestamp further away than this is refused. */
const TOLERANCE_SECONDS = 300;

type Signed = { signature: "hmac_sha256" | "standard"; secret: string };

/**
 * The key behind a signing secret, or null when the secret is none of its kind. Standard Webhooks secrets are `whsec_` and 24 to
 * 64 bytes in base64; a plain HMAC is keyed with the text itself.
 */
export function signingKey({ signature, secret }: Signed): Buffer | null {
  if (signature === "hmac_sha256") return Buffer.from(secret, "utf8");
  const text = secret.replace(/^whsec_/, "");
  const key = Buffer.from(text, "base64");
  return key.length >= 24 && key.length <= 64 && key.toString("base64") === text ? key : null;
}

/**
 * Whether a delivery is signed with the secret, over the raw bytes of its body.
 * `hmac_sha256`: the named header holds the hex or base64 digest, also behind `sha256=`. `standard`: the headers webhook-id,
 * webhook-timestamp (seconds) and webhook-signature (`v1,<base64>`, several with spaces between) of Standard Webhooks.
 * @param now the present instant, ISO 8601
 */
export function verifySignature({
  signature,
  secret,
  header,
  headers,
  body,
  now,
}: Signed & { header: string | null; headers: Headers; body: Uint8Array; now: string }): boolean {
  const key = signingKey({ signature, secret });
  if (!key || key.length === 0) return false;
  if (signature === "hmac_sha256") {
    const given = (header && headers.get(header)) || "";
    const bare = given.replace(/^sha256=/, "");
    const digest = createHmac("sha256", key).update(body).digest();
    return same(bare, digest.toString("hex")) || same(bare, digest.toString("base64"));
  }
  const id = headers.get("webhook-id") ?? "";
  const timestamp = headers.get("webhook-timestamp") ?? "";
  if (id === "" || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Date.parse(now) / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const digest = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  const given = (headers.get("webhook-signature") ?? "").split(" ").slice(0, 10);
  return given.some((one) => one.startsWith("v1,") && same(one.slice(3), digest));
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
