import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { EntryExplanation, ExplainedRule, explain } from "@/lib/api/contracts/explain";
import type { ServiceContext } from "@/lib/db/scoped";
import { invalid } from "@/lib/errors";
import { HOLDOUT } from "@/lib/services/experiments/choose-variant";
import { ruleLabel } from "@/lib/services/explain/rule-labels";
import { wouldEnter } from "@/lib/services/explain/would-enter";
import { readContactFacts } from "@/lib/services/runs/contact-facts";
import { entryRules } from "@/lib/services/runs/entry/rules";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { decisionRows, presentDecision } from "@/lib/services/workflows/list-decisions";

const MAX_DECISIONS = 10;

/** Why a contact did or did not enter a workflow, and what would happen now. @throws AppError 404; 422 when there is no such contact */
export async function explainEntry({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof explain.entry>;
}): Promise<Answer<typeof explain.entry>> {
  const workflow = await findWorkflow({ ctx, id: input.id });
  if (!input.contact) throw invalid("contact", "Name the contact by its id.");
  const contact = await readContactFacts({ ctx, contactId: input.contact });
  if (!contact) throw invalid("contact", "There is no such contact.");
  const rows = await decisionRows(ctx)
    .where("d.workflow_id", "=", input.id)
    .where("d.contact_id", "=", input.contact)
    .orderBy("d.created_at", "desc")
    .orderBy("d.id", "desc")
    .limit(MAX_DECISIONS)
    .execute();
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  return {
    workflow: {
      id: workflow.id,
      name: workflow.name,
      status: workflow.status,
      live_version: workflow.live_version,
    },
    contact: { id: contact.id, name: name || contact.email || contact.phone || "Contact" },
    decisions: rows.map(presentDecision).map((decision) => ({ decision, rules: rulesOf(decision) })),
    now: await wouldEnter({ ctx, workflow, contact }),
  };
}

/** All rules around the one that decided: those before it had passed, those after it were not asked. */
function rulesOf(decision: EntryExplanation["decisions"][number]["decision"]): ExplainedRule[] {
  const divided = "experiment_id" in decision.detail;
  const order = ["conditions", ...entryRules.map(({ name }) => name), ...(divided ? [HOLDOUT] : [])];
  const at = decision.entered ? order.length : order.indexOf(decision.rule);
  // A rule that no longer exists: it alone is known to have been asked.
  const names = at < 0 ? [decision.rule] : order;
  return names.map((rule, n): ExplainedRule => {
    const decided = at < 0 || n === at;
    if (decided)
      return { rule, label: ruleLabel(rule), outcome: "refused", reason: decision.reason, value: decision.detail };
    const outcome = n < at ? "passed" : "not_asked";
    const why = decision.entered && rule === "conditions" ? decision.reason : null;
    return { rule, label: ruleLabel(rule), outcome, reason: why, value: null };
  });
}
