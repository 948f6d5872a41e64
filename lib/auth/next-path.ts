/** A path to go to after signing in, or `/w`: anything that could lead to another site is dropped. */
export function safeNext(value: string | null | undefined): string {
  // Printable ASCII without the backslash, which browsers read as a slash; "//host" would be another site.
  if (!value || value.length > 1000 || !/^\/(?!\/)[!-[\]-~]*$/.test(value)) return "/w";
  const url = new URL(value, "http://here.invalid");
  return url.host === "here.invalid" && !url.pathname.startsWith("//") ? url.pathname + url.search : "/w";
}
