/** Seconds that an answer asks to wait (RFC 9110 10.2.3: a number or a date), at most a day; undefined when it does not say. */
export function retryAfterSeconds(headers: Record<string, string>): number | undefined {
  const text = headers["retry-after"]?.trim();
  if (!text) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(86_400, Math.max(1, Math.ceil(seconds))) : undefined;
}
