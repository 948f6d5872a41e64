import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { moves, PublishPreview, StandingPeople } from "@/lib/api/contracts/moves";
import type { ServiceContext } from "@/lib/db/scoped";
import { diffGraphs } from "@/lib/engine/diff";
import type { Graph } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";
import { branchesOf } from "@/lib/engine/moves/branches";
import { checkChoices } from "@/lib/engine/moves/check-choices";
import { decideMove, type PeopleChoices, pairOf, stepName, type VersionPair } from "@/lib/engine/moves/decide-move";
import { registry } from "@/lib/nodes/registry";
import { optionsAt } from "@/lib/services/moves/options-at";
import { type Group, readFirst, readGroups } from "@/lib/services/moves/read-standing";
import { versionGraph } from "@/lib/services/runs/version-graph";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { parseDraft } from "@/lib/services/workflows/parse-draft";

/**
 * Who stands where in older versions, what publishing the draft would do with them by the given choices, and what is wrong
 * with those. Writes nothing. @throws AppError 404
 */
export async function previewPublish({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof moves.preview>;
}): Promise<PublishPreview> {
  const row = await findWorkflow({ ctx, id: input.id });
  const after = parseDraft(row.draft);
  const { rows } = await sql<{ next: number }>`select coalesce(max(number), 0) + 1 as next from public.workflow_versions
    where workspace_id = ${ctx.workspaceId} and workflow_id = ${row.id}`.execute(ctx.db);
  const next = rows[0]!.next;
  const groups = await readGroups({ ctx, workflowId: row.id });
  const pairs = await pairsOf({ ctx, groups, after, number: next });
  const choices = input.people;
  const nodes = await standingPeople({ ctx, workflowId: row.id, groups, pairs, choices });
  const branches = branchesOf({ graph: after, registry });
  return {
    next_version: next,
    people: sum(groups.map((group) => group.runs)),
    versions: byVersion(groups),
    nodes,
    targets: after.nodes
      .filter(({ id, type }) => {
        const definition = registry.get(type);
        return definition?.kind !== "trigger" && definition?.role !== "join" && branches.get(id)?.has("");
      })
      .map((node) => ({ node_id: node.id, name: stepName({ node, registry }).slice(1, -1) })),
    outcome: outcomeOf({ groups, pairs, choices }).counts,
    problems: checkChoices({
      after,
      inhabited: [...pairs.values()].map((pair) => pair.before),
      standing: new Set(nodes.map((node) => node.node_id)),
      choices,
      registry,
    }),
  };
}

/** The graphs of all versions that still have people, each compared with the new one. */
export async function pairsOf(args: {
  ctx: ServiceContext;
  groups: Group[];
  after: Graph;
  number: number;
}): Promise<Map<string, VersionPair>> {
  const { ctx, groups, after, number } = args;
  const pairs = new Map<string, VersionPair>();
  for (const versionId of new Set(groups.map((group) => group.versionId)))
    pairs.set(versionId, pairOf({ before: await versionGraph({ ctx, versionId }), after, registry, number }));
  return pairs;
}

function outcomeOf(args: { groups: Group[]; pairs: Map<string, VersionPair>; choices: PeopleChoices }) {
  const { groups, pairs, choices } = args;
  const counts = { moved: 0, stayed: 0, left: 0, later: 0 };
  const reasons = new Set<string>();
  for (const { versionId, tokens, runs } of groups) {
    const decision = decideMove({ pair: pairs.get(versionId)!, tokens, choices });
    counts[decision.outcome] += runs;
    if (decision.outcome === "stayed" || decision.outcome === "later") reasons.add(decision.reason);
  }
  return { counts, reasons: [...reasons] };
}

async function standingPeople(args: {
  ctx: ServiceContext;
  workflowId: string;
  groups: Group[];
  pairs: Map<string, VersionPair>;
  choices: PeopleChoices;
}): Promise<StandingPeople[]> {
  const { ctx, workflowId, groups, pairs, choices } = args;
  if (groups.length === 0) return [];
  const first = await readFirst({ ctx, workflowId });
  const ids = [...new Set(groups.flatMap((group) => group.tokens.map((token) => token.nodeId)))];
  const changes = changesBy(groups, pairs);
  const nodes = ids.map((id): StandingPeople => {
    const here = groups.filter((group) => group.tokens.some((token) => token.nodeId === id));
    const pair = pairs.get(here.at(-1)!.versionId)!;
    const [was, is] = [indexGraph(pair.before).nodes.get(id), indexGraph(pair.after).nodes.get(id)];
    const node = is ?? was;
    const status = (which: string) =>
      sum(here.filter(({ tokens }) => tokens.find((t) => t.nodeId === id)!.status === which).map((g) => g.runs));
    const { counts, reasons } = outcomeOf({ groups: here, pairs, choices });
    const changed = [...(changes.get(id) ?? [])];
    const people = sum(here.map((group) => group.runs));
    const inBranches = here.filter(({ tokens }) => tokens.some((token) => token.nodeId === id && token.path !== ""));
    return {
      node_id: id,
      name: node ? stepName({ node, registry }).slice(1, -1) : id,
      type: node?.type ?? "",
      state: !is ? "removed" : changed.length > 0 ? "changed" : "unchanged",
      changes: changed,
      people,
      by_status: {
        ready: status("ready"),
        running: status("running"),
        waiting: status("waiting"),
        held: status("held"),
      },
      inside_branches: sum(inBranches.map((group) => group.runs)),
      versions: byVersion(here),
      first: first
        .filter((one) => one.node_id === id)
        .map(({ run_id, contact_id, name }) => ({ run_id, contact_id, name })),
      outcome: counts,
      reasons,
      options: optionsAt({ groups: here, pairs, nodeId: id, waits: choices.waits }),
    };
  });
  const order = { removed: 0, changed: 1, unchanged: 2 };
  return nodes.toSorted((a, b) => order[a.state] - order[b.state] || b.people - a.people);
}

/** What changed about each node since any version that still has people there. */
function changesBy(groups: Group[], pairs: Map<string, VersionPair>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [versionId, { before, after }] of pairs) {
    const here = new Set(
      groups.filter((group) => group.versionId === versionId).flatMap((g) => g.tokens.map((t) => t.nodeId)),
    );
    for (const { nodeId, message } of diffGraphs({ before, after, registry }))
      if (nodeId && here.has(nodeId)) found.set(nodeId, (found.get(nodeId) ?? new Set()).add(message));
  }
  return found;
}

function byVersion(groups: Group[]): { number: number; people: number }[] {
  const found = new Map<number, number>();
  for (const { number, runs } of groups) found.set(number, (found.get(number) ?? 0) + runs);
  return [...found].map(([number, people]) => ({ number, people })).toSorted((a, b) => b.number - a.number);
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
