/** Content security policy of everything visitors see without signing in: nothing from elsewhere, no inline script. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/**
 * A small complete page without script or cookie, light and dark.
 * @param body trusted HTML; escape every value put into it
 */
export function htmlPage({ title, body, status = 200 }: { title: string; body: string; status?: number }): Response {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1c1f26;--dim:#5b6170;--line:#e3e5ea;--accent:#006976;--on:#fff}
@media(prefers-color-scheme:dark){:root{--bg:#111317;--card:#191c22;--ink:#eceef2;--dim:#a2a9b8;--line:#2c313b;--accent:#58c4cd;--on:#0d1020}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:440px;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:32px}
h1{font-size:20px;line-height:1.3;margin:0 0 8px}p{margin:0 0 16px;color:var(--dim);overflow-wrap:anywhere}p:last-child{margin:0}
button{font:inherit;font-weight:500;border:0;border-radius:8px;padding:10px 16px;min-height:44px;background:var(--accent);color:var(--on);cursor:pointer}
button+button{margin-left:8px;background:transparent;color:inherit;border:1px solid currentColor}
textarea{font:inherit;width:100%;box-sizing:border-box;margin-top:4px;padding:8px 10px;border:1px solid currentColor;border-radius:8px;background:transparent;color:inherit}
button:focus-visible,textarea:focus-visible{outline:2px solid var(--accent);outline-offset:2px}</style></head><body><main>${body}</main></body></html>`;
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
}
