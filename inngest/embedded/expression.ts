const PATH = /^event((?:\.[A-Za-z_]\w*)+)$/;
const EQUALITY = /^(event(?:\.[A-Za-z_]\w*)+)\s*==\s*(?:'([^'\\]*)'|"([^"\\]*)")$/;

/** Reads `event.data.name` into its path below the event; null for any other expression. */
export function parsePath(expression: string): string[] | null {
  const match = PATH.exec(expression.trim());
  return match?.[1] ? match[1].slice(1).split(".") : null;
}

/** Reads `event.data.name == 'literal'`; null for any other expression. */
export function parseEquality(expression: string): { path: string[]; equals: string } | null {
  const match = EQUALITY.exec(expression.trim());
  const path = match?.[1] && parsePath(match[1]);
  return match && path ? { path, equals: match[2] ?? match[3] ?? "" } : null;
}
