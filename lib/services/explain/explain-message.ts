import type { Answer } from "@/lib/api/contract";
import type { ExplainedRule, explain } from "@/lib/api/contracts/explain";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { notFound } from "@/lib/errors";
import type { Channel } from "@/lib/nodes/effects";
import { registry } from "@/lib/nodes/registry";
import { ruleLabel } from "@/lib/services/explain/rule-labels";
import { readStanding } from "@/lib/services/messages/rules/read-standing";
import { sendingRules } from "@/lib/services/messages/rules/sending-rules";
import { askRules, type TracedRule } from "@/lib/services/messages/rules/sending-trace";
import { decisionRows, presentDecision } from "@/lib/services/workflows/list-decisions";

type Explanation = Answer<typeof explain.message>;

/** Why a message was sent or not, what the rules would say now, and which step wanted it. @throws AppError 404 */
export async function explainMessage({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<Explanation> {
  const row = await ctx.db
    .selectFrom("messages as m")
    .leftJoin("workflow_runs as r", (join) =>
      join.onRef("r.workspace_id", "=", "m.workspace_id").onRef("r.id", "=", "m.run_id"),
    )
    .leftJoin("workflow_versions as v", (join) =>
      join.onRef("v.workspace_id", "=", "r.workspace_id").onRef("v.id", "=", "r.version_id"),
    )
    .leftJoin("workflows as w", (join) =>
      join.onRef("w.workspace_id", "=", "r.workspace_id").onRef("w.id", "=", "r.workflow_id"),
    )
    .select(["m.id", "m.channel", "m.purpose", "m.status", "m.reason", "m.to_address", "m.subject", "m.created_at"])
    .select(["m.contact_id", "m.decision", "m.run_id", "m.node_id", "r.root_run_id"])
    .select(["w.id as workflow_id", "w.name as workflow_name", "v.number as version", "v.graph"])
    .where("m.workspace_id", "=", ctx.workspaceId)
    .where("m.id", "=", input.id)
    .executeTakeFirst();
  if (!row) throw notFound("message");
  return {
    message: {
      id: row.id,
      channel: row.channel,
      purpose: row.purpose,
      status: row.status,
      reason: row.reason,
      to: row.to_address,
      subject: row.subject,
      at: row.created_at,
    },
    rules: row.decision ? explained(row.decision as unknown as TracedRule[]) : null,
    now: row.contact_id ? await rulesNow({ ctx, row: { ...row, contact_id: row.contact_id } }) : null,
    cause: await causeOf({ ctx, row }),
  };
}

/** The stored trace ends with the rule that refused: those after it were not asked. */
function explained(trace: TracedRule[]): ExplainedRule[] {
  const asked = new Map(trace.map((one) => [one.rule, one]));
  const names = [...asked.keys(), ...sendingRules.map(({ name }) => name).filter((name) => !asked.has(name))];
  return names.map((rule): ExplainedRule => {
    const said = asked.get(rule);
    if (!said) return { rule, label: ruleLabel(rule), outcome: "not_asked", reason: null, value: null };
    const outcome = said.passed ? "passed" : "refused";
    return { rule, label: ruleLabel(rule), outcome, reason: said.reason, value: said.value };
  });
}

async function rulesNow(args: {
  ctx: ServiceContext;
  row: { contact_id: string; channel: string; purpose: string; to_address: string; workflow_id: string | null };
}): Promise<Explanation["now"]> {
  const { ctx, row } = args;
  const sending = {
    channel: row.channel as Channel,
    to: row.to_address,
    purpose: row.purpose as "marketing" | "transactional",
    contactId: row.contact_id,
    workflowId: row.workflow_id,
  };
  const standing = await readStanding({ ctx, sending });
  if (!standing) return null;
  const rules: ExplainedRule[] = [];
  // Each is asked by itself, also after one refused: what else stands in the way is worth knowing.
  for (const rule of sendingRules)
    rules.push(
      ...explained((await askRules({ ctx, sending, standing, at: ctx.now, rules: [rule] })).trace).slice(0, 1),
    );
  return { at: ctx.now, sends: rules.every((rule) => rule.outcome === "passed"), rules };
}

async function causeOf(args: {
  ctx: ServiceContext;
  row: {
    run_id: string | null;
    root_run_id: string | null;
    node_id: string | null;
    workflow_id: string | null;
    workflow_name: string | null;
    version: number | null;
    graph: unknown;
  };
}): Promise<Explanation["cause"]> {
  const { ctx, row } = args;
  if (!row.run_id || !row.workflow_id) return null;
  const node = (row.graph as Graph | null)?.nodes.find((one) => one.id === row.node_id);
  const entry = await decisionRows(ctx)
    .where("d.workflow_id", "=", row.workflow_id)
    .where("d.run_id", "in", [row.run_id, row.root_run_id ?? row.run_id])
    .executeTakeFirst();
  return {
    run_id: row.run_id,
    workflow: { id: row.workflow_id, name: row.workflow_name ?? "", version: row.version ?? 0 },
    node_id: row.node_id,
    step: node ? (node.name ?? registry.get(node.type)?.label ?? node.key) : null,
    entry: entry ? presentDecision(entry) : null,
  };
}
