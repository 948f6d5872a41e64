import { decideMove, type PeopleChoices, type VersionPair } from "@/lib/engine/moves/decide-move";
import type { Group } from "@/lib/services/moves/read-standing";

/** What each choice would do with the people of `groups`, who stand at `nodeId`, in a full sentence. */
export function optionsAt({
  groups,
  pairs,
  nodeId,
  waits,
}: {
  groups: Group[];
  pairs: Map<string, VersionPair>;
  nodeId: string;
  waits: PeopleChoices["waits"];
}): { stay: string; move: string; leave: string } {
  const all = groups.reduce((total, group) => total + group.runs, 0);
  let [moved, restarted, stayed, later] = [0, 0, 0, 0];
  let reason = "";
  for (const { versionId, tokens, runs } of groups) {
    const decision = decideMove({
      pair: pairs.get(versionId)!,
      tokens,
      choices: { default: "move", nodes: {}, waits },
    });
    if (decision.outcome === "moved") {
      if (decision.tokens.some((one) => one.token.nodeId === nodeId && one.restart)) restarted += runs;
      else moved += runs;
    } else if (decision.outcome === "later") later += runs;
    else {
      stayed += runs;
      reason = decision.reason;
    }
  }
  const go = [
    moved > 0
      ? `${counted({ n: moved, all })} on in the new version from where they stand; waits last as planned.`
      : "",
    restarted > 0 ? `${counted({ n: restarted, all })} on in the new version and begin this step anew.` : "",
    stayed > 0 ? `${counted({ n: stayed, all, verb: "stays", verbs: "stay" })}: ${reason}` : "",
    later > 0 ? `${counted({ n: later, all })} on as soon as the provider has answered.` : "",
  ];
  return {
    stay: `${counted({ n: all, all, verb: "finishes", verbs: "finish" })} on the version they started with.`,
    move: go.filter(Boolean).join(" "),
    leave: `${counted({ n: all, all, verb: "leaves", verbs: "leave" })} the workflow here, with the reason on their run.`,
  };
}

function counted({ n, all, verb = "goes", verbs = "go" }: { n: number; all: number; verb?: string; verbs?: string }) {
  if (n === 1) return `${all === 1 ? "The person" : "One person"} ${verb}`;
  return `${n === all ? "All " : ""}${n.toLocaleString("en")} people ${verbs}`;
}
