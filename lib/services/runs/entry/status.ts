import { eachCandidate } from "@/lib/services/runs/entry/entry-rule";

const words: Record<string, string> = {
  paused: "The workflow was paused.",
  archived: "The workflow was archived.",
  draft: "The workflow was not live.",
};

/** Only a live workflow takes people in. */
export const status = eachCandidate("status", ({ candidate }) =>
  candidate.status === "live"
    ? null
    : { reason: words[candidate.status] ?? "The workflow was not live.", detail: { status: candidate.status } },
);
