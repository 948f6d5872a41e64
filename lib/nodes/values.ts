import { roots } from "@/lib/conditions/fields";
import { isSafePath, readPath } from "@/lib/conditions/read-path";
import type { NodeContext } from "@/lib/nodes/node-context";
import { NodeError } from "@/lib/nodes/node-result";

const PATH = /^\s*(?:\{\{-?\s*)?([\p{L}_][\p{L}\p{N}_. -]*?)(?:\s*-?\}\})?\s*$/u;

/**
 * The value an author names: the thing itself for a single name such as `vars.cart` or `{{ trigger.answers.topics }}`, which
 * may be a list or a group; else the text of the template.
 */
export function readValue({ ctx, text }: { ctx: NodeContext; text: string }): unknown {
  const path = pathIn(text);
  if (path !== null) return readPath({ root: ctx.state, path });
  return ctx.render({ template: text, as: "plain" });
}

/**
 * A list: one already, JSON text of one, or text with an item per line (or, in a single line, between commas). Nothing is an
 * empty list, a single other value a list of one.
 * @throws NodeError when text that begins like JSON is none, or JSON of something else
 */
export function toItems(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (value === null || value === undefined || value === "") return [];
  if (typeof value !== "string") return [value];
  const text = value.trim();
  if (text === "") return [];
  if (/^[[{]/.test(text)) {
    const parsed = parseJson(text);
    if (!Array.isArray(parsed)) throw new NodeError("This is one thing, not a list.", { retryable: false });
    return parsed;
  }
  const parts = text.includes("\n") ? text.split("\n") : text.split(",");
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** JSON text as the value it stands for. @throws NodeError in words */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NodeError(`This is not JSON: ${text.slice(0, 80)}`, { retryable: false });
  }
}

function pathIn(text: string): string | null {
  const path = PATH.exec(text)?.[1]?.trim();
  if (!path || !isSafePath(path)) return null;
  const bare = !text.includes("{{");
  // A single word without braces is text: only what reads like a place in the run's data is looked up.
  if (bare && !path.includes(".")) return null;
  return (roots as readonly string[]).includes(path.split(".")[0] ?? "") ? path : null;
}
