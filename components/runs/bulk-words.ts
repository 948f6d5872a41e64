import { statuses } from "@/components/shell/status";
import type { RunAction, RunFilter } from "@/lib/api/contracts/run-actions";

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
  /** Over one that was asked for earlier. */
  title: string;
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
    title: "Try runs again",
  },
  {
    action: "cancel",
    label: "Cancel",
    one: "Cancel {n} run?",
    other: "Cancel {n} runs?",
    help: "These contacts leave their workflows at once and for good. What was sent stays sent.",
    past: "cancelled",
    title: "Cancel runs",
  },
  {
    action: "skip_wait",
    label: "Skip wait",
    one: "Skip the wait of {n} run?",
    other: "Skip the wait of {n} runs?",
    help: "Runs that wait go on now, as if their time had run out. This cannot be undone.",
    past: "went on",
    title: "Skip waits",
  },
  {
    action: "wake",
    label: "Run now",
    one: "Run {n} run now?",
    other: "Run {n} runs now?",
    help: "Runs that are due, or held although nothing holds them any more, go on at once.",
    past: "went on",
    title: "Run now",
  },
];

/** The words for an action. */
export function bulkWords(action: RunAction["action"]): Words {
  return bulkVerbs.find((one) => one.action === action) as Words;
}

/** Which runs an action was for, in a few words: "12 chosen runs", "Failed runs of Welcome". */
export function meantWords({ filter, workflow }: Pick<RunAction, "filter" | "workflow">): string {
  const { ids, status, node_id, contact_id } = filter as RunFilter;
  if (ids) return ids.length === 1 ? "1 chosen run" : `${ids.length} chosen runs`;
  const label = status ? statuses.run[status].label.toLowerCase() : null;
  const what = label ? `${label.charAt(0).toUpperCase()}${label.slice(1)} runs` : "Runs";
  return [
    what,
    workflow ? `of ${workflow.name}` : null,
    contact_id ? "of one contact" : null,
    node_id ? "at one step" : null,
  ]
    .filter(Boolean)
    .join(" ");
}
