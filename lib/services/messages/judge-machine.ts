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
  /** Other links of the same mail clicked within the last SETTLE_SECONDS. */
  otherLinksOfLate: number;
  /** Tracked links in the mail. */
  links: number;
  /** A program of the same name was found to scan this mail within the last SETTLE_SECONDS. */
  sameProgramScanned: boolean;
}

/** A gateway opens what it scans before the mail is handed on; a person has to see the mail first. */
export const DELIVERY_SECONDS = 3;
export const BURST_SECONDS = 2;
/** Most scanners are done within minutes of delivery; whoever clicks later has had the time to read. */
export const EARLY_SECONDS = 600;
/** Until then an early open or click may turn out to be the first of a slow scanner's. */
export const SETTLE_SECONDS = 20;
/** So many links of a mail nobody follows within SETTLE_SECONDS, nor both where there are two. */
const SLOW_BURST_LINKS = 3;

export const DELIVERY_WHY = `It was clicked within ${DELIVERY_SECONDS} seconds of delivery.`;
export const BURST_WHY = `Several links of the mail were clicked within ${BURST_SECONDS} seconds.`;
export const SLOW_BURST_WHY = `Soon after delivery, link after link of the mail was clicked within ${SETTLE_SECONDS} seconds.`;
const SCANNED_WHY = "The program that opened it went on to scan its links.";
/** Kept with an event while it settles. */
export const SETTLING_WHY = `It came within ${EARLY_SECONDS / 60} minutes of delivery. For ${SETTLE_SECONDS} seconds it may still turn out to be a scanner's.`;

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
 * get here. In doubt it was a person, which for an early one is only settled a little later (mustSettle). A scanner that waits
 * longer than that, calls itself a browser and follows a single link cannot be told from a person.
 * The patterns: gateways click within seconds of delivery, up to some 10 minutes after it, and follow every link, where people follow
 * one or two (support.metacompliance.com "genuine or caused by scanning software"; suped.com "How long does it typically take for
 * anti-spam bots to click links"; support.arternal.com "Clickthroughs triggered by email security scanners").
 */
export function judgeMachine(seen: Seen): string | null {
  const { type, userAgent, purpose, secondsSinceDelivery, otherLinkJustClicked } = seen;
  if (/prefetch|preview|prerender/i.test(purpose)) return "A browser fetched it ahead of time.";
  const agent = userAgent.trim();
  if (type === "opened" && openForPeople.some((pattern) => pattern.test(agent))) return null;
  const program = programs.find(({ pattern }) => pattern.test(agent));
  if (program) return program.why;
  if (type === "opened") return isEarly(seen) && seen.sameProgramScanned ? SCANNED_WHY : null;
  if (secondsSinceDelivery === null || secondsSinceDelivery < DELIVERY_SECONDS) return DELIVERY_WHY;
  if (otherLinkJustClicked) return BURST_WHY;
  const clicked = seen.otherLinksOfLate + 1;
  if (isEarly(seen) && clicked > 1 && clicked >= Math.min(SLOW_BURST_LINKS, seen.links)) return SLOW_BURST_WHY;
  return null;
}

/**
 * Whether something that looks like a person's must settle before triggers, waits and scores count it: it came within EARLY_SECONDS of
 * delivery, and other links of the mail, clicked within SETTLE_SECONDS, would make it a scanner's. Later ones count at once, and so do
 * opens through a picture proxy that fetches for people.
 */
export function mustSettle(seen: Seen): boolean {
  if (!isEarly(seen)) return false;
  if (seen.type === "clicked") return seen.links > 1;
  return seen.links > 0 && !openForPeople.some((pattern) => pattern.test(seen.userAgent));
}

const isEarly = ({ secondsSinceDelivery }: Seen): boolean =>
  secondsSinceDelivery === null || secondsSinceDelivery < EARLY_SECONDS;
