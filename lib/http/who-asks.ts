const purposes = ["purpose", "sec-purpose", "x-purpose", "x-moz"];

/** How the program behind a request describes itself: its user agent, and what it says it fetches for. */
export function whoAsks({ headers }: Request): { userAgent: string; purpose: string } {
  const userAgent = (headers.get("user-agent") ?? "").replaceAll("\0", "").slice(0, 500);
  return {
    userAgent,
    purpose: purposes
      .map((name) => headers.get(name) ?? "")
      .join(" ")
      .trim()
      .slice(0, 200),
  };
}
