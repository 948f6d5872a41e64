const SECONDS = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200];

/** Waiting time in ms before the retry after failed attempt `attempt` (from 0): Inngest's table and up to 30 s of jitter. */
export function backoffDelay(attempt: number): number {
  const seconds = SECONDS[Math.min(attempt, SECONDS.length - 1)] ?? 7200;
  return seconds * 1000 + Math.floor(Math.random() * 30_000);
}

/** Waiting time in ms that a `Retry-After` header (seconds or a date) asks for; null when it asks for nothing readable. */
export function retryAfterDelay(header: string | null): number | null {
  if (!header) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const time = Date.parse(header);
  return Number.isNaN(time) ? null : Math.max(0, time - Date.now());
}
