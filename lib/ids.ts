import { randomBytes, randomInt } from "node:crypto";
import { v7 } from "uuid";

const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

/** A new primary key: UUID v7, so that ids sort by time. */
export const newId = (): string => v7();

/** Ten random characters without look-alikes, for public addresses of forms. About 58 bits. */
export function newPublicId(): string {
  return Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

/** A secret of `bytes` random bytes in base64url. */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString("base64url");
