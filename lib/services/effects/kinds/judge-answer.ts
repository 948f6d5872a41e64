import { readPath } from "@/lib/conditions/read-path";
import type { Answer } from "@/lib/net/send-once";
import type { EffectOutcome, HttpEffect } from "@/lib/nodes/effects";
import { retryAfterSeconds } from "@/lib/services/effects/kinds/retry-after";
import { cleanText } from "@/lib/text";

/** Characters of an answer that a step keeps. */
const KEPT = 32_000;
/** Headers worth showing; others may hold cookies or say how the receiver is built. */
const SHOWN = ["content-type", "location", "etag", "last-modified", "retry-after", "x-request-id", "link"];

/**
 * What an answer means: success by the author's list of statuses, else a refusal, and whether the same may be asked again.
 * A gateway that gave up and a server that broke down (408, 5xx) say nothing about what was done before. Only 501, which knows no
 * such request, and 503, which takes none now, are refusals.
 */
export function judgeAnswer({
  answer,
  success,
  repeatable,
  mapping,
}: {
  answer: Answer;
  success: string[];
  repeatable: boolean;
  mapping: HttpEffect["mapping"];
}): EffectOutcome {
  const { status } = answer;
  const text = cleanText(answer.body.toString("utf8"));
  const ok = success.some((one) => (one.endsWith("xx") ? String(status)[0] === one[0] : String(status) === one));
  if (ok) return { status: "done", output: { ...shownAnswer({ answer, text }), ok, ...taken({ text, mapping }) } };
  const words = text.replace(/\s+/g, " ").trim().slice(0, 300);
  const reason = `The receiver answered ${status}${words ? `: ${words}` : "."}`;
  const busy = status === 429 || status === 503;
  const unsure = !busy && (status === 408 || (status >= 500 && status !== 501));
  if (unsure && !repeatable)
    return {
      status: "unknown",
      reason: `${reason} It may have been done all the same, so the request is not made again blindly.`,
    };
  const retryable = busy || (repeatable && (status >= 500 || [408, 425].includes(status)));
  return { status: "failed", reason, retryable, ...(busy && { retryAfterSeconds: retryAfterSeconds(answer.headers) }) };
}

function shownAnswer({ answer, text }: { answer: Answer; text: string }) {
  const json = parsed(text);
  const short = text.length <= KEPT;
  return {
    status: answer.status,
    body: json !== undefined && short ? json : text.slice(0, KEPT).toWellFormed(),
    truncated: answer.truncated || !short,
    headers: Object.fromEntries(
      SHOWN.flatMap((name) => (answer.headers[name] ? [[name, cleanText(answer.headers[name]).slice(0, 500)]] : [])),
    ),
  };
}

/** The values the author asked for; what the answer lacks is null. */
function taken({ text, mapping }: { text: string; mapping: HttpEffect["mapping"] }): {
  fields: Record<string, unknown>;
} {
  const json = parsed(text);
  return {
    fields: Object.fromEntries(
      mapping.map(({ name, path }) => [name, readPath({ root: json, path: dotted(path) }) ?? null]),
    ),
  };
}

/** `items[0].id` → `items.0.id`. */
const dotted = (path: string): string => path.replace(/\[(\d+)\]/g, ".$1").replace(/^\$?\./, "");

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
