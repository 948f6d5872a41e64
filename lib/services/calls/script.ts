import type { Language, Voice } from "@/lib/providers/voice/twiml";

/** What a call is to say, frozen when it was claimed. */
export interface CallScript {
  instructions: string;
  data: Record<string, unknown>;
  disclosure: string;
  first_line: string;
  language: Language;
  voice: Voice;
  max_seconds: number;
  max_turns: number;
  /** What is said to a machine; null hangs up. */
  voicemail: string | null;
}

/** One thing that was said. */
export interface Line {
  who: "assistant" | "contact";
  text: string;
  at: string;
  /** The voice hangs up after it. */
  last?: boolean;
}
