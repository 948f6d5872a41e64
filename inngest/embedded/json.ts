/** JSON with sorted keys (RFC 8785), the form that Inngest signs. Takes JSON values only; `undefined` members are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  const members = value as Record<string, unknown>;
  const parts: string[] = [];
  for (const key of Object.keys(members).sort()) {
    if (members[key] !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(members[key])}`);
  }
  return `{${parts.join(",")}}`;
}

const REFUSED = /\\u(0000|d[89a-f][0-9a-f]{2})/i;
const ESCAPES = /\\(?:\\|u(0000|d[89a-f][0-9a-f]{2}))/gi;

/**
 * JSON text that jsonb accepts: NUL and lone surrogates, which PostgreSQL cannot store, become U+FFFD.
 * JSON.stringify escapes exactly those, so a plain text needs one test and no copy.
 */
export function jsonbText(value: unknown): string {
  const text = JSON.stringify(value);
  if (!REFUSED.test(text)) return text;
  return text.replace(ESCAPES, (match, code) => (code ? "\ufffd" : match));
}
