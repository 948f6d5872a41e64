import { DateTime } from "luxon";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { simulate } from "@/lib/engine/simulate/simulate";
import type { ContactFacts } from "@/lib/nodes/facts";
import { registry } from "@/lib/nodes/registry";
import { groupOf } from "@/lib/services/backtests/draft-experiment";
import { reached } from "@/lib/services/backtests/match-triggers";
import { memoryRules } from "@/lib/services/backtests/memory-rules";
import { type Batch, type BatchActivity, tooFewKey } from "@/lib/services/backtests/read-batch";
import type { Person } from "@/lib/services/backtests/read-people";
import { judgeByStanding } from "@/lib/services/backtests/standing";
import type { Setting } from "@/lib/services/backtests/take-backtest";
import type { Tally } from "@/lib/services/backtests/tally";
import { Turns } from "@/lib/services/backtests/turns";
import { checkField } from "@/lib/services/contacts/update-contact-fields";
import { holdoutReason } from "@/lib/services/experiments/assign-variants";
import { HOLDOUT } from "@/lib/services/experiments/choose-variant";
import type { Counted } from "@/lib/services/messages/rules/cap-reached";
import { decideEntries } from "@/lib/services/runs/decide-entries";
import type { Candidate } from "@/lib/services/runs/entry/entry-rule";
import { reentryKey } from "@/lib/services/runs/entry/reentry-key";
import { factsOf } from "@/lib/services/runs/match-event";

/** Visits of one simulated run at most: a loop over weeks of waits would otherwise take most of the time. */
const MAX_STEPS = 300;

interface Given {
  ctx: ServiceContext;
  setting: Setting;
  tally: Tally;
  person: Person;
  /** Whether a version that somebody may go through sends something to a person. */
  sends: boolean;
}

/**
 * Decides about the activities of one contact in their order as dispatch would have done, and simulates the runs it enters,
 * beside each other as they would have happened. Contacts do not depend on each other, so nothing is kept when one is done.
 */
export class ReplayPerson {
  private readonly turns = new Turns();
  /** Marketing that counts for the caps and is simulated. */
  private readonly sent: Counted[] = [];
  private readonly keys = new Map<string, string>();
  private readonly subject: Parameters<typeof memoryRules>[0];
  private readonly rules: ReturnType<typeof memoryRules>;
  private lastEnteredAt: string | null;
  private insideUntil: number;
  /** Simulated runs that stand still until it is their turn. */
  private going = 0;
  private counted = false;

  constructor(private readonly given: Given) {
    const { lastEnteredAt, insideUntil, member } = given.person;
    this.lastEnteredAt = lastEnteredAt;
    this.insideUntil = insideUntil;
    this.subject = { member, rivals: [] };
    this.rules = memoryRules(this.subject);
  }

  /** Looks at the contact's next activity. */
  async hear({ activity, batch }: { activity: BatchActivity; batch: Batch }): Promise<void> {
    const { ctx, setting, tally, person } = this.given;
    tally.activities += 1;
    const found = reached({ triggers: setting.triggers, workflowId: setting.workflow.id, activity });
    if (found.length === 0) return;
    tally.matched += 1;
    const at = activity.created_at;
    await this.turns.advance(Date.parse(at));
    for (const key of batch.usedKeys.get(person.id) ?? []) this.keys.set(key, "before");
    this.subject.rivals = batch.rivals.get(activity.id) ?? [];
    const candidate = this.candidate(at);
    const { contact } = person;
    const [decision] = await decideEntries({
      // Asks the database nothing: the batch has read what the rules need.
      ctx: { ...ctx, now: at },
      activity,
      matched: found.map(({ nodeId, conditions, often }) => ({ candidate, nodeId, conditions, often })),
      contact,
      workspace: setting.workspace,
      rules: this.rules,
      tooFewOf: ({ nodeId }) => batch.tooFew.get(tooFewKey({ activityId: activity.id, nodeId })) ?? null,
    });
    if (!decision || decision.nodeId === null || !contact) {
      if (decision) tally.refuse(decision);
      return;
    }
    const { graph: draft, experiment } = setting;
    const { assigned } = person;
    const triggerNodeId = decision.nodeId;
    const group = groupOf({ experiment, draft, contactId: contact.id, assigned, at, triggerNodeId });
    if (group && experiment && !group.graph) {
      tally.refuse({ rule: HOLDOUT, reason: holdoutReason(experiment) });
      return;
    }
    const day = DateTime.fromISO(at, { zone: setting.workspace.timeZone }).toISODate() ?? "";
    tally.enter({ contact, activityId: activity.id, at, day, because: decision.reason, group: group?.name ?? null });
    if (!this.counted) tally.contacts += 1;
    this.counted = true;
    this.lastEnteredAt = at;
    const key = reentryKey({ candidate, activity });
    if (key !== null) this.keys.set(key, activity.id);
    await this.turns.follow(() => this.run({ activity, contact, graph: group?.graph ?? draft, triggerNodeId }));
  }

  /** No more activities: lets what still stands go to its end. */
  async end(): Promise<void> {
    await this.turns.advance(Number.POSITIVE_INFINITY);
  }

  private async run(args: {
    activity: BatchActivity;
    contact: ContactFacts;
    graph: Graph;
    triggerNodeId: string;
  }): Promise<void> {
    const { activity, contact, graph, triggerNodeId } = args;
    const { ctx, setting, tally, person } = this.given;
    const { workspace, workflow, endings, shared, caps } = setting;
    this.going += 1;
    const simulation = await simulate({
      graph,
      registry,
      contact,
      trigger: factsOf(activity),
      triggerNodeId,
      startAt: activity.created_at,
      workspace: { id: workspace.id, name: workspace.name, timeZone: workspace.timeZone },
      workflow: { id: workflow.id, name: workflow.name },
      endings,
      maxSteps: MAX_STEPS,
      checkField,
      judge: judgeByStanding({
        ctx,
        known: person.standing,
        shared,
        caps: { caps, got: person.got, sent: this.sent, turn: (at) => this.turns.until(at) },
      }),
    });
    this.going -= 1;
    tally.count(simulation);
    const still = simulation.status === "waiting" || simulation.status === "limit";
    this.insideUntil = Math.max(this.insideUntil, still ? Number.POSITIVE_INFINITY : Date.parse(simulation.endedAt));
  }

  /** The draft as dispatch would see it for this contact at that moment. */
  private candidate(at: string): Candidate {
    const { setting, sends } = this.given;
    const { workflow, entry, settings } = setting;
    return {
      workflowId: workflow.id,
      versionId: "",
      name: workflow.name,
      status: "live",
      pausedReason: null,
      entry,
      settings,
      priority: workflow.priority,
      exclusiveGroup: workflow.group,
      createdAt: workflow.createdAt,
      sends,
      insideRunId: this.going > 0 || this.insideUntil > Date.parse(at) ? "simulated" : null,
      lastEnteredAt: this.lastEnteredAt,
      enteredKeys: this.keys,
    };
  }
}
