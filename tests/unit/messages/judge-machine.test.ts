import { describe, expect, test } from "vitest";
import {
  DELIVERY_SECONDS,
  EARLY_SECONDS,
  judgeMachine,
  mustSettle,
  type Seen,
} from "@/lib/services/messages/judge-machine";

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const appleMail = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const gmail = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
const yahoo = "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html";
const outlook = "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0; ms-office; MSOffice 16)";
const gmailAhead =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0";

const look = (seen: Partial<Seen>): Seen => ({
  type: "opened",
  userAgent: chrome,
  purpose: "",
  secondsSinceDelivery: 3600,
  otherLinkJustClicked: false,
  otherLinksOfLate: 0,
  links: 4,
  sameProgramScanned: false,
  ...seen,
});
const judge = (seen: Partial<Seen>) => judgeMachine(look(seen));

describe("a person", () => {
  test.each([
    ["a browser", chrome],
    ["Apple Mail without its privacy proxy", appleMail],
    ["Gmail's picture proxy, which fetches when the mail is opened", gmail],
    ["Yahoo's picture proxy", yahoo],
    ["Outlook", outlook],
  ])("opens with %s", (_, userAgent) => expect(judge({ userAgent })).toBeNull());
  test("may open at once, and clicks once the mail could be read", () => {
    expect(judge({ secondsSinceDelivery: 0 })).toBeNull();
    expect(judge({ type: "clicked", secondsSinceDelivery: DELIVERY_SECONDS })).toBeNull();
  });
});

describe("a machine", () => {
  test.each([
    ["says nothing of itself", ""],
    ["is Apple's privacy proxy", "Mozilla/5.0"],
    ["fills Gmail's cache ahead", gmailAhead],
    ["is Barracuda", "BarracudaCentral/1.0"],
    ["is Proofpoint", "Mozilla/5.0 (compatible; Proofpoint URL Defense)"],
    ["is Mimecast", "Mimecast-URL-Protect"],
    ["is Office looking whether a link exists", "Microsoft Office Existence Discovery"],
    ["previews for a chat", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"],
    ["previews for a social network", "facebookexternalhit/1.1"],
    ["is a search engine", "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"],
    ["is a browser without a screen", chrome.replace("Chrome", "HeadlessChrome")],
    ["is a script", "python-requests/2.32.0"],
    ["is a command line", "curl/8.5.0"],
  ])("%s", (_, userAgent) => {
    expect(judge({ userAgent })).toMatch(/\.$/);
    expect(judge({ type: "clicked", userAgent })).toMatch(/\.$/);
  });
  test.each(["prefetch", "preview", "prefetch;prerender"])("says that it fetches for %s", (purpose) => {
    expect(judge({ purpose })).toMatch(/ahead of time/);
    expect(judge({ type: "clicked", purpose })).toMatch(/ahead of time/);
  });
  test("clicks within seconds of delivery, or before the mail has even gone out", () => {
    expect(judge({ type: "clicked", secondsSinceDelivery: DELIVERY_SECONDS - 0.1 })).toMatch(/seconds of delivery/);
    expect(judge({ type: "clicked", secondsSinceDelivery: null })).toMatch(/seconds of delivery/);
  });
  test("clicks several links at once", () => {
    expect(judge({ type: "clicked", otherLinkJustClicked: true })).toMatch(/Several links/);
    expect(judge({ type: "opened", otherLinkJustClicked: true })).toBeNull();
  });
  test("clicks no link through a picture proxy", () => {
    expect(judge({ type: "clicked", userAgent: gmail, secondsSinceDelivery: 1 })).toMatch(/seconds of delivery/);
  });
});

describe("soon after delivery", () => {
  const early = { secondsSinceDelivery: EARLY_SECONDS - 1 };
  test.each([
    ["the third link of many", { links: 9, otherLinksOfLate: 2 }, true],
    ["the second of many", { links: 9, otherLinksOfLate: 1 }, false],
    ["the second of two", { links: 2, otherLinksOfLate: 1 }, true],
    ["the only one", { links: 1, otherLinksOfLate: 0 }, false],
  ])("clicked within 20 seconds, %s: a scanner's is %s", (_, seen, scanner) => {
    expect(judge({ type: "clicked", ...early, ...seen }) !== null).toBe(scanner);
    expect(judge({ type: "clicked", secondsSinceDelivery: EARLY_SECONDS, ...seen })).toBeNull();
  });
  test("an open belongs to the program that scanned the links, later it does not", () => {
    expect(judge({ ...early, sameProgramScanned: true })).toMatch(/scan its links/);
    expect(judge({ secondsSinceDelivery: EARLY_SECONDS, sameProgramScanned: true })).toBeNull();
    expect(judge({ ...early, userAgent: gmail, sameProgramScanned: true })).toBeNull();
  });
  test("opens and clicks settle where more links could give a scanner away", () => {
    expect(mustSettle(look({ type: "clicked", ...early }))).toBe(true);
    expect(mustSettle(look({ type: "opened", ...early }))).toBe(true);
    expect(mustSettle(look({ type: "opened", ...early, userAgent: yahoo }))).toBe(false);
    expect(mustSettle(look({ type: "clicked", ...early, links: 1 }))).toBe(false);
    expect(mustSettle(look({ type: "opened", ...early, links: 0 }))).toBe(false);
    expect(mustSettle(look({ type: "clicked", secondsSinceDelivery: EARLY_SECONDS }))).toBe(false);
  });
});
