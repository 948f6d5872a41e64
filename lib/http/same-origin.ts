import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/**
 * Refuses state-changing requests with a cookie that another site started (trust.md: Origin or Sec-Fetch-Site must agree).
 * @throws AppError 403
 */
export function requireSameOrigin(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  // A sandboxed frame or a privacy setting sends the word "null", which is no address.
  const from = origin !== null && URL.canParse(origin) ? new URL(origin) : null;
  const own =
    from !== null &&
    (from.origin === new URL(env().baseUrl).origin ||
      from.origin === new URL(request.url).origin ||
      from.host === request.headers.get("host"));
  if (origin !== null ? own : site === "same-origin") return;
  throw new AppError("forbidden", "This request came from another site.");
}
