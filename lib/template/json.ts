import { printed } from "@/lib/template/printed";

const OPEN = "\ue000";
const CLOSE = "\ue001";

/**
 * A value on its way into JSON. How it must be written depends on whether it stands inside quotes, which only the finished text
 * shows; until then it travels as digits between two private signs, so that nothing in it can be taken for JSON.
 */
export function markJson(value: unknown): string {
  const plain = value instanceof Date ? printed(value) : value;
  const text = JSON.stringify(plain ?? null) ?? "null";
  const digits = Array.from({ length: text.length }, (_, n) => text.charCodeAt(n).toString(16).padStart(4, "0"));
  return `${OPEN}${digits.join("")}${CLOSE}`;
}

/**
 * Puts the marked values into a finished JSON text (RFC 8259): inside quotes as escaped text, elsewhere as a JSON value of
 * their own kind, a text with its quotes. No value can end a string, add a member or change the shape.
 */
export function fillJson(text: string): string {
  let quoted = false;
  let made = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === OPEN) {
      const end = text.indexOf(CLOSE, at);
      const digits = end < 0 ? "" : text.slice(at + 1, end);
      if (end >= 0 && /^([0-9a-f]{4})*$/.test(digits)) {
        const json = digits.replace(/.{4}/g, (four) => String.fromCharCode(Number.parseInt(four, 16)));
        made += quoted ? JSON.stringify(printed(JSON.parse(json)).toWellFormed()).slice(1, -1) : json;
        at = end;
        continue;
      }
    }
    if (quoted && sign === "\\") {
      made += sign + (text[++at] ?? "");
      continue;
    }
    if (sign === '"') quoted = !quoted;
    made += sign;
  }
  return made;
}
