import type { RunAction } from "@/lib/api/contracts/run-actions";

type Words = {
  action: RunAction["action"];
  /** On the button. */
  label: string;
  /** A question with the number of runs: "{n}". */
  one: string;
  other: string;
  /** What it means, before it is done. */
  help: string;
  /** Said of what has been done: "3 tried again". */
  past: string;
};

/** What can be done to many runs at once, in words. */
export const bulkVerbs: Words[] = [
  {
    action: "retry",
    label: "Retry",
    one: "Try {n} run again?",
    other: "Try {n} runs again?",
    help: "Each begins a new run. Runs still under way are left as they are.",
    past: "tried again",
  },
  {
    action: "cancel",
    label: "Cancel",
    one: "Cancel {n} run?",
    other: "Cancel {n} runs?",
    help: "These contacts leave their workflows at once and for good. What was sent stays sent.",
    past: "cancelled",
  },
  {
    action: "skip_wait",
    label: "Skip wait",
    one: "Skip the wait of {n} run?",
    other: "Skip the wait of {n} runs?",
    help: "Runs that wait go on now, as if their time had run out. This cannot be undone.",
    past: "went on",
  },
  {
    action: "wake",
    label: "Run now",
    one: "Run {n} run now?",
    other: "Run {n} runs now?",
    help: "Runs that are due, or held although nothing holds them any more, go on at once.",
    past: "went on",
  },
];

/** The words for an action. */
export function bulkWords(action: RunAction["action"]): Words {
  return bulkVerbs.find((one) => one.action === action) as Words;
}
