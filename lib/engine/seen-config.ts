const MAX_TEXT = 500;
const MAX_INPUT = 8000;

/** A node's settings as it saw them, for the step: templates rendered, long texts cut; {} when still too large. */
export function seenConfig({
  config,
  rendered,
}: {
  config: Record<string, unknown>;
  /** Rendered text by template. */
  rendered: ReadonlyMap<string, string>;
}): Record<string, unknown> {
  const seen = asSeen({ value: config, rendered }) as Record<string, unknown>;
  return JSON.stringify(seen).length > MAX_INPUT ? {} : seen;
}

/** A sentence about names that rendered empty, or null. */
export function emptyNamesNote(missing: ReadonlySet<string>): string | null {
  if (missing.size === 0) return null;
  const names = [...missing].slice(0, 5).map((name) => `"${name}"`);
  return `${names.join(", ")} ${missing.size === 1 ? "was" : "were"} empty.`;
}

function asSeen({ value, rendered }: { value: unknown; rendered: ReadonlyMap<string, string> }): unknown {
  if (typeof value === "string") {
    const text = rendered.get(value) ?? value;
    return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  }
  if (Array.isArray(value)) return value.map((one) => asSeen({ value: one, rendered }));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asSeen({ value: one, rendered })]));
}
