import type { EntryExplanation, ExplainedRule } from "@/lib/api/contracts/explain";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import type { ContactFacts } from "@/lib/nodes/facts";
import { registry } from "@/lib/nodes/registry";
import { holdoutReason } from "@/lib/services/experiments/assign-variants";
import { HOLDOUT } from "@/lib/services/experiments/choose-variant";
import { standingOf } from "@/lib/services/experiments/standing";
import { ruleLabel } from "@/lib/services/explain/rule-labels";
import type { Candidate, EntryFacts, EntrySettings } from "@/lib/services/runs/entry/entry-rule";
import { entryRules } from "@/lib/services/runs/entry/rules";
import type { WorkflowRow } from "@/lib/services/workflows/present";

/** Asks every rule of entry as if an event of this contact had just matched a trigger; unlike in earnest, also after one refused. */
export async function wouldEnter({
  ctx,
  workflow,
  contact,
}: {
  ctx: ServiceContext;
  workflow: WorkflowRow;
  contact: ContactFacts;
}): Promise<EntryExplanation["now"]> {
  const workspace = await ctx.db
    .selectFrom("workspaces")
    .select(["time_zone", "business_hours"])
    .where("id", "=", ctx.workspaceId)
    .executeTakeFirstOrThrow();
  const candidate = await candidateFor({ ctx, workflow, contact });
  const facts: EntryFacts = {
    activity: {
      ...{ id: ctx.newId(), seq: 0, type: "workflow.requested", key: workflow.id, keys: [], changes: {}, data: {} },
      ...{ depth: 0, workflow_id: null, occurred_at: ctx.now, created_at: ctx.now },
    },
    contact,
    now: ctx.now,
    workspace: { timeZone: workspace.time_zone, businessHours: workspace.business_hours as never },
  };
  const rules: ExplainedRule[] = [];
  for (const rule of entryRules) {
    // What tells entries apart is a value of the event, which is not there yet.
    const keyed = rule.name === "reentry" && candidate.entry.reentry?.mode === "keyed";
    const [refusal] = keyed ? [] : await rule.refuse({ ctx, candidates: [candidate], facts });
    rules.push({
      rule: rule.name,
      label: ruleLabel(rule.name),
      outcome: refusal ? "refused" : "passed",
      reason: keyed ? "Depends on the value in the event." : (refusal?.reason ?? null),
      value: refusal?.detail ?? lookedAt({ rule: rule.name, candidate, contact }),
    });
  }
  const standing = await standingOf({ ctx, workflowId: workflow.id, contactId: contact.id });
  if (standing) {
    const held = standing.group === HOLDOUT;
    rules.push({
      rule: HOLDOUT,
      label: ruleLabel(HOLDOUT),
      outcome: held ? "refused" : "passed",
      reason: held ? holdoutReason(standing.experiment) : null,
      value: { experiment_id: standing.experiment.id, variant: standing.group },
    });
  }
  return { at: ctx.now, enters: rules.every((rule) => rule.outcome === "passed"), rules };
}

async function candidateFor(args: {
  ctx: ServiceContext;
  workflow: WorkflowRow;
  contact: ContactFacts;
}): Promise<Candidate> {
  const { ctx, workflow, contact } = args;
  const runs = ctx.db
    .selectFrom("workflow_runs")
    .select(["id", "created_at", "status"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("subject_id", "=", contact.id)
    .where("workflow_id", "=", workflow.id)
    .where("is_test", "=", false)
    .orderBy("created_at", "desc");
  const inside = await runs.where("status", "in", ["running", "waiting", "held"]).limit(1).executeTakeFirst();
  const last = await runs.where("retry_of", "is", null).limit(1).executeTakeFirst();
  const graph = workflow.draft as Graph;
  return {
    workflowId: workflow.id,
    versionId: workflow.published_version_id ?? "",
    name: workflow.name,
    status: workflow.status,
    pausedReason: workflow.paused_reason,
    entry: workflow.entry as EntrySettings,
    settings: workflow.settings as Candidate["settings"],
    priority: workflow.priority,
    // Which other workflows of the group match is known only when something happens.
    exclusiveGroup: null,
    createdAt: workflow.created_at,
    sends: graph.nodes.some((node) => registry.get(node.type)?.sends && !node.settings.disabled),
    insideRunId: inside?.id ?? null,
    lastEnteredAt: last?.created_at ?? null,
    enteredKeys: new Map(),
  };
}

/** The values a rule looked at that let the contact pass. */
function lookedAt(args: { rule: string; candidate: Candidate; contact: ContactFacts }): unknown {
  const { rule, candidate, contact } = args;
  switch (rule) {
    case "status":
      return { status: candidate.status };
    case "reentry":
      return { mode: candidate.entry.reentry?.mode ?? "never_while_inside", last_entered_at: candidate.lastEnteredAt };
    case "do_not_contact":
      return { do_not_contact: contact.do_not_contact, tags: contact.tags };
    case "schedule":
      return candidate.entry.window ?? null;
    case "segment_gate":
      return candidate.entry.segment_gate ?? null;
    default:
      return null;
  }
}
