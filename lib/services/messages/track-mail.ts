import { env } from "@/lib/env";
import { signToken } from "@/lib/tokens";

const MAX_LINKS = 1000;
const MAX_URL = 8000;

/** What a link's token carries: workspace, message, position of the link. An open's has no position. */
export interface OpenLink {
  w: string;
  m: string;
}
export interface ClickLink extends OpenLink {
  p: number;
}

/**
 * Puts the ways to see opens and clicks into a mail: every http(s) link of the HTML leads through `/r/…`, a picture of one
 * pixel stands at its end. Unsubscribe links stay as they are, so that mail programs and people see where they lead. Tokens
 * come from the ids alone: the same message always gets the same bytes.
 * @returns the HTML, and the addresses in the order of their positions, from 1
 */
export function trackMail({ html, workspaceId, messageId }: { html: string; workspaceId: string; messageId: string }): {
  html: string;
  urls: string[];
} {
  const { baseUrl } = env();
  const of = { w: workspaceId, m: messageId };
  const urls: string[] = [];
  const linked = html.replace(
    /(<a\b[^>]*?\shref=")(https?:\/\/[^"]*)(")/gi,
    (whole, before: string, href: string, after: string) => {
      const url = unescapeHtml(href);
      if (url.startsWith(`${baseUrl}/u/`) || url.length > MAX_URL || !URL.canParse(url) || urls.length === MAX_LINKS)
        return whole;
      urls.push(url);
      const token = signToken<ClickLink>({ purpose: "click", data: { ...of, p: urls.length } });
      return `${before}${baseUrl}/r/${token}${after}`;
    },
  );
  const source = `${baseUrl}/t/o/${signToken<OpenLink>({ purpose: "open", data: of })}.gif`;
  const pixel = `<img src="${source}" width="1" height="1" alt="" style="border:0;width:1px;height:1px">`;
  const end = linked.lastIndexOf("</body>");
  return { html: end < 0 ? linked + pixel : linked.slice(0, end) + pixel + linked.slice(end), urls };
}

/** The tokens in a tracked mail: the picture's, and the links' by position. A mail that is not tracked has no picture. */
export function findTokens(html: string): { open: string | null; links: string[] } {
  const { baseUrl } = env();
  const after = (path: string) => [
    ...html.matchAll(new RegExp(`"${escapeRegExp(baseUrl + path)}([A-Za-z0-9_.-]+?)(?:\\.gif)?"`, "g")),
  ];
  return { open: after("/t/o/").at(-1)?.[1] ?? null, links: after("/r/").map((found) => found[1] as string) };
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const names: Record<string, string> = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">" };

/** Attribute values hold few kinds of character references, all made by us: one pass, so that nothing is read twice. */
function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|quot|apos|lt|gt));/gi, (whole, decimal, hex, name) => {
    if (name) return names[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
}
