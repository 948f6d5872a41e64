/**
 * Whether a text is what a pattern says, where `*` stands for any characters, also none, and everything else for itself.
 * Takes time in proportion to both: no pattern can make it slow.
 */
export function matchesPattern({ text, pattern }: { text: string; pattern: string }): boolean {
  const parts = pattern.split("*");
  const first = parts[0] as string;
  const last = parts.at(-1) as string;
  if (parts.length === 1) return text === pattern;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
