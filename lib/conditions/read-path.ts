const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/**
 * The value at a dotted path, own properties only, so that no name of a prototype can be reached; undefined when absent.
 * `trigger.answers.x` is another name for `trigger.data.answers.x`; a changed custom field is one name, `custom.x`.
 */
export function readPath({ root, path }: { root: unknown; path: string }): unknown {
  const parts = path.split(".");
  if (parts[0] === "trigger" && parts[1] === "answers") parts.splice(1, 0, "data");
  if (parts[0] === "trigger" && parts[1] === "changes" && parts[2] === "custom")
    parts.splice(2, 2, `custom.${parts[3]}`);
  let value: unknown = root;
  for (const part of parts) {
    if (FORBIDDEN.has(part) || typeof value !== "object" || value === null || !Object.hasOwn(value, part))
      return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** True for a dotted path of names that may be looked up: letters, digits, "_", "-" and single spaces. */
export function isSafePath(path: string): boolean {
  const parts = path.split(".");
  return (
    path.length <= 200 && parts.every((part) => /^[\p{L}\p{N}_][\p{L}\p{N}_ -]*$/u.test(part) && !FORBIDDEN.has(part))
  );
}
