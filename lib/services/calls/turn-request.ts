import type { AiRequest } from "@/lib/providers/ai/ai-provider";
import type { OpenCall } from "@/lib/services/calls/open-call";
import type { Line } from "@/lib/services/calls/script";

const MAX_SPOKEN = 400;
/** Older lines are left out of the prompt. */
const REMEMBERED = 40;

const RULES = [
  "You are the AI voice in a phone call that was made for a company. What is said so far is in the data under conversation; contact means the person on the phone.",
  "Follow the script below and nothing else. Never claim to be a person. Promise nothing that the script does not say.",
  "If the person wants to end the call, wants no more calls, or the goal of the script is reached: say goodbye and hang up.",
];

/** What the model is asked for the next words of a call: the script apart, everything the contact said as data. */
export function turnRequest({ call, conversation }: { call: OpenCall; conversation: Line[] }): AiRequest {
  const { script } = call;
  return {
    instructions: [...RULES, `Speak the language ${script.language}.`, "Script:", script.instructions].join("\n"),
    data: {
      contact: script.data,
      conversation: conversation.slice(-REMEMBERED).map(({ who, text }) => ({ who, text })),
    },
    task: { type: "turn", maxLength: MAX_SPOKEN },
    maxTokens: 300,
    temperature: 0.4,
  };
}
