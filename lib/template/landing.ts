import { markJson } from "@/lib/template/json";
import { printed } from "@/lib/template/printed";

/** Where rendered text lands; it decides how each value is escaped. The template's own text is never escaped. */
export type Landing = "plain" | "html" | "markdown" | "url" | "header" | "json" | "slack";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };

/** The printed value, made harmless for its landing. */
export const escapers: Record<Landing, (value: unknown) => string> = {
  plain: printed,
  html: (value) => printed(value).replace(/[&<>"']/g, (sign) => entities[sign]!),
  // CommonMark 2.4: a backslash before any ASCII punctuation makes it literal, in link destinations too. A value must not
  // start a block either: line breaks with their indentation become one space, and one at the start is written as an entity,
  // which never counts as indentation (6.2).
  markdown: (value) =>
    printed(value)
      .replace(/\s*[\r\n]\s*/g, " ")
      .replace(/[!-/:-@[-`{-~]/g, "\\$&")
      .replace(/^[ \t]+/, "&#32;"),
  url: (value) => encodeURIComponent(printed(value).toWellFormed()),
  header: (value) => oneLine(printed(value)),
  json: markJson,
  // Slack reads <…> as links and mentions; docs.slack.dev, "Formatting message text": these three signs are to be escaped.
  slack: (value) => printed(value).replace(/[&<>]/g, (sign) => entities[sign]!),
};

/** RFC 5322 2.2: a header value holds no CR, LF or other control character. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
}
