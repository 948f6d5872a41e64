import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const keys = new Map<string, Buffer>();

/** A 32-byte key for one purpose, derived from the master key (HKDF-SHA256). */
export function keyFor(purpose: string): Buffer {
  const { secret } = env();
  const name = `${purpose} ${secret}`;
  const key = keys.get(name) ?? Buffer.from(hkdfSync("sha256", Buffer.from(secret, "base64"), "leadloom", purpose, 32));
  keys.set(name, key);
  return key;
}

/** SHA-256 in hex: how API keys are stored and found. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * Encrypts a secret for storage (AES-256-GCM), bound to the place it belongs to: moved to another row it no longer opens.
 * @param boundTo workspace id and row id, for example
 */
export function encryptSecret({ plain, boundTo }: { plain: string; boundTo: string }): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor("secrets"), iv).setAAD(Buffer.from(boundTo));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
}

/** Opens what `encryptSecret` made. @throws Error when the text was changed or belongs elsewhere. */
export function decryptSecret({ sealed, boundTo }: { sealed: string; boundTo: string }): string {
  const raw = Buffer.from(sealed.replace(/^v1\./, ""), "base64url");
  const decipher = createDecipheriv("aes-256-gcm", keyFor("secrets"), raw.subarray(0, 12)).setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(raw.subarray(12, 28));
  return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString("utf8");
}
