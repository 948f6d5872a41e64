import { cleanText } from "@/lib/text";

const TELLING = /auth|cookie|token|secret|key|signature|password|session/i;
/** What proxies add says nothing of the sender. */
const NOISE = /^(x-forwarded-|x-real-ip$|forwarded$|via$|connection$|host$|accept-encoding$)/i;

/** A delivery's headers for people to look at: what may be a credential is hidden, what proxies added is left out. */
export function hiddenHeaders({ headers, hide }: { headers: Headers; hide: string | null }): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of [...headers].slice(0, 50)) {
    if (NOISE.test(name)) continue;
    shown[name.slice(0, 100)] = TELLING.test(name) || name === hide ? "(hidden)" : cleanText(value.slice(0, 300));
  }
  return shown;
}
