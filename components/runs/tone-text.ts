import type { Tone } from "@/components/ui/badge";

/** The strong colour of a state, as a class. */
export const toneText: Partial<Record<Tone, string>> = {
  running: "text-running",
  waiting: "text-waiting",
  done: "text-done",
  failed: "text-failed",
  skipped: "text-skipped",
  test: "text-test",
};
