import { env } from "@/lib/env";

/**
 * The policy of the app's pages: only scripts that carry this answer's nonce run (CSP level 3). Style attributes stay allowed,
 * because the canvas positions its nodes with them; images may come from anywhere over https, as they do in previewed emails.
 */
export function contentSecurityPolicy(nonce: string): string {
  // React and the development server compile code at run time; nothing does in production.
  const development = env().production ? "" : " 'unsafe-eval'";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The other headers of every page of the app. */
export function securityHeaders(): [string, string][] {
  return [
    ["x-content-type-options", "nosniff"],
    ["x-frame-options", "DENY"],
    // Not "no-referrer": browsers would then send forms with the origin "null", which the same-origin check refuses.
    ["referrer-policy", "strict-origin-when-cross-origin"],
    ["permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"],
    ["cross-origin-opener-policy", "same-origin"],
    ...(env().baseUrl.startsWith("https:")
      ? ([["strict-transport-security", "max-age=63072000; includeSubDomains"]] as [string, string][])
      : []),
  ];
}
