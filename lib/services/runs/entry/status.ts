import { eachCandidate } from "@/lib/services/runs/entry/entry-rule";

const words: Record<string, string> = {
  paused: "The workflow was paused.",
  stopped: "The workflow was stopped: nobody enters any more.",
  archived: "The workflow was archived.",
  draft: "The workflow was not live.",
};

/** Only a live workflow takes people in, and one that the breaker paused: they are held at their first step, so nobody is lost. */
export const status = eachCandidate("status", ({ candidate }) =>
  candidate.status === "live" || (candidate.status === "paused" && candidate.pausedReason === "breaker")
    ? null
    : { reason: words[candidate.status] ?? "The workflow was not live.", detail: { status: candidate.status } },
);
