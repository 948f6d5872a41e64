import type { AiProvider, AiRequest, AiTask } from "@/lib/providers/ai/ai-provider";
import { NO_OPTION } from "@/lib/providers/ai/answer-schema";
import { cutText } from "@/lib/providers/ai/cut-text";
import { tokensIn } from "@/lib/providers/ai/estimate-tokens";
import { promptOf } from "@/lib/providers/ai/prompt";

export const LOCAL_MODEL = "local";
const MARK = "(local model)";
/** Words that say nothing about a category. */
const EMPTY = new Set(
  "the and for are but not you your with this that from have has was were will would can could about into our out all any his her its who what when where why how der die das und ist ein eine nicht mit für von".split(
    " ",
  ),
);

/**
 * A stand-in for a model when none is connected: no language model at all, and every text it makes says so. The same request
 * always has the same answer. It chooses among options by the words they share with the data.
 */
export const localAi: AiProvider = {
  name: "local",
  async generate(request) {
    const value = answer(request);
    const prompt = promptOf(request)
      .map(({ content }) => content)
      .join("\n");
    const usage = { input: tokensIn(prompt), output: tokensIn(JSON.stringify(value)) };
    return { status: "answered", value, usage, model: LOCAL_MODEL };
  },
};

function answer({ instructions, data, task }: AiRequest): Record<string, unknown> {
  switch (task.type) {
    case "text": {
      const known = strings(data).join(", ");
      const text = `${MARK} ${oneSentence(instructions)}${known ? ` Written for: ${known}.` : ""}`;
      return { text: cutText({ text, maxLength: Math.max(task.maxLength, MARK.length) }) };
    }
    case "choice":
      return choose({ task, text: strings(data).join(" ") });
    case "turn":
      return turn({ instructions, data, maxLength: task.maxLength });
  }
}

/** One category by the words it shares with the text; a word of the label counts three times. */
function choose({ task, text }: { task: Extract<AiTask, { type: "choice" }>; text: string }) {
  const words = new Set(wordsIn(text));
  const scored = task.options.map((option) => {
    const label = wordsIn(option.label).filter((word) => words.has(word));
    const description = wordsIn(option.description).filter((word) => words.has(word) && !label.includes(word));
    return { option, shared: [...label, ...description], score: 3 * label.length + description.length };
  });
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a), scored[0]!);
  const total = scored.reduce((sum, { score }) => sum + score, 0);
  if (!best || best.score === 0)
    return { choice: NO_OPTION, confidence: 0, because: `${MARK} No category shares a word with the text.` };
  return {
    choice: best.option.id,
    confidence: Math.round((100 * best.score) / total) / 100,
    because: `${MARK} Shares ${best.shared.map((word) => `"${word}"`).join(", ")} with ${best.option.label}.`,
  };
}

/** Repeats what was heard and goes on with the script, a sentence a turn; ends when the script or the other side is through. */
function turn({ instructions, data, maxLength }: Pick<AiRequest, "instructions" | "data"> & { maxLength: number }) {
  const said = Array.isArray(data.conversation) ? (data.conversation as { who?: string; text?: string }[]) : [];
  const heard = said.filter(({ who }) => who === "contact");
  const last = heard.at(-1)?.text ?? "";
  const script = (instructions.split("Script:").at(-1) ?? "").match(/[^.!?\n]+[.!?]?/g) ?? [];
  const line = script.map((one) => one.trim()).filter(Boolean)[heard.length - 1];
  const bye = /\b(bye|goodbye|stop|not interested|no thanks|hang up)\b/i.test(last);
  const say =
    bye || !line
      ? `${MARK} Thank you for your time. Goodbye.`
      : `${MARK} You said: ${/[.!?]$/.test(last) ? last : `${last || "nothing"}.`} ${line}`;
  return { say: cutText({ text: say, maxLength }), hang_up: bye || !line };
}

const wordsIn = (text: string): string[] => [
  ...new Set((text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !EMPTY.has(word))),
];

function strings(value: unknown): string[] {
  if (typeof value === "string") return value.trim() ? [value.trim()] : [];
  if (typeof value === "number" || typeof value === "boolean") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(strings);
}

const oneSentence = (text: string): string => {
  const first = text.trim().split(/(?<=[.!?])\s|\n/)[0] ?? "";
  return /[.!?]$/.test(first) ? first : `${first}.`;
};
