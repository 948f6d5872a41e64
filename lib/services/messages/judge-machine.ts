/** What is known of an open or a click when it comes in. `userAgent` is empty when the program named itself nothing. */
export interface Seen {
  type: "opened" | "clicked";
  userAgent: string;
  /** Purpose, Sec-Purpose, X-Purpose and X-Moz headers, joined. */
  purpose: string;
  /** Seconds since the mail was sent or, if later, delivered; null while it is still being sent. */
  secondsSinceDelivery: number | null;
  /** Another link of the same mail was clicked within the last BURST_SECONDS. */
  otherLinkJustClicked: boolean;
}

/** A gateway opens what it scans before the mail is handed on; a person has to see the mail first. */
export const DELIVERY_SECONDS = 3;
export const BURST_SECONDS = 2;
export const BURST_WHY = `Several links of the mail were clicked within ${BURST_SECONDS} seconds.`;

/**
 * Programs that fetch a picture at the moment a person opens the mail, so their opens are a person's. Gmail's proxy fetches on
 * opening (support.google.com/mail/answer/145919), Yahoo's likewise. They come before the patterns below.
 */
const openForPeople = [/\bGoogleImageProxy\b/i, /\bYahooMailProxy\b/i];

/** Programs that fetch without anybody looking, in the order they are asked. `why` is stored with the event and shown. */
const programs: readonly { pattern: RegExp; why: string }[] = [
  { pattern: /^$/, why: "The program did not say what it is." },
  // Apple Mail Privacy Protection fetches every picture through a proxy that calls itself just this, opened or not.
  { pattern: /^Mozilla\/5\.0$/, why: "A mail privacy proxy fetched it ahead of time." },
  // Gmail's cache is filled ahead by a browser that does not exist: Edge 12 with a second product token.
  { pattern: /Edge\/12\.246 Mozilla\/5\.0$/, why: "A mail privacy proxy fetched it ahead of time." },
  {
    pattern:
      /barracuda|mimecast|proofpoint|symantec|messagelabs|cloudmark|trend ?micro|fireeye|trellix|sophos|zscaler|forcepoint|fortinet|fortimail|ironport|cisco ?secure|checkpoint|avanan|agari|vade|spamexperts|safelinks|existence discovery|google-safety|urlscan|virustotal/i,
    why: "A security scanner checked it.",
  },
  {
    pattern:
      /slackbot|facebookexternalhit|whatsapp\/|telegrambot|twitterbot|linkedinbot|discordbot|skypeuripreview|bingpreview|google-read-aloud|google-pagerenderer|iframely|embedly/i,
    why: "A chat or search program made a preview of it.",
  },
  {
    pattern:
      /\bbot\b|bot\/|crawl|spider|headless|phantomjs|selenium|puppeteer|playwright|^curl\/|^wget\/|python|^go-http-client|^java\/|okhttp|axios|node-fetch|^node$|^undici$|libwww|^ruby|^php|httpclient|scrapy/i,
    why: "A program fetched it, no browser or mail reader.",
  },
];

/**
 * Decides at ingest whether a machine opened or clicked: a sentence that says why, or null for a person. HEAD requests never
 * get here. In doubt it was a person: the first click of a scanner that waits and calls itself a browser may start a workflow.
 * When the rest of its burst comes, it no longer counts.
 */
export function judgeMachine({
  type,
  userAgent,
  purpose,
  secondsSinceDelivery,
  otherLinkJustClicked,
}: Seen): string | null {
  if (/prefetch|preview|prerender/i.test(purpose)) return "A browser fetched it ahead of time.";
  const agent = userAgent.trim();
  if (type === "opened" && openForPeople.some((pattern) => pattern.test(agent))) return null;
  const program = programs.find(({ pattern }) => pattern.test(agent));
  if (program) return program.why;
  if (type !== "clicked") return null;
  if (secondsSinceDelivery === null || secondsSinceDelivery < DELIVERY_SECONDS)
    return `It was clicked within ${DELIVERY_SECONDS} seconds of delivery.`;
  if (otherLinkJustClicked) return BURST_WHY;
  return null;
}
