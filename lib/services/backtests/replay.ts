import { DateTime } from "luxon";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Endings } from "@/lib/engine/early-end";
import type { Graph } from "@/lib/engine/graph";
import { simulate } from "@/lib/engine/simulate/simulate";
import { registry } from "@/lib/nodes/registry";
import { type DraftTrigger, reached } from "@/lib/services/backtests/match-triggers";
import { memoryRules } from "@/lib/services/backtests/memory-rules";
import type { Batch } from "@/lib/services/backtests/read-batch";
import { judgeByStanding, type SharedStanding } from "@/lib/services/backtests/standing";
import type { Tally } from "@/lib/services/backtests/tally";
import { checkField } from "@/lib/services/contacts/update-contact-fields";
import { decideEntries } from "@/lib/services/runs/decide-entries";
import type { Candidate, EntrySettings } from "@/lib/services/runs/entry/entry-rule";
import { reentryKey } from "@/lib/services/runs/entry/reentry-key";
import { factsOf } from "@/lib/services/runs/match-event";
import type { BusinessHours } from "@/lib/time/business-hours";

/** What later activities must know of a contact that entered: a few words each, so that memory stays flat. */
interface Entered {
  at: string;
  insideUntil: number;
  keys: Map<string, string> | null;
}

/** Visits of one simulated run at most: a loop over weeks of waits would otherwise take most of the time. */
const MAX_STEPS = 300;

/** Decides about activities in their order as dispatch would have done, and simulates the runs of those that enter. */
export class Replay {
  private readonly entered = new Map<string, Entered>();
  private readonly sends: boolean;

  constructor(
    private readonly args: {
      graph: Graph;
      triggers: DraftTrigger[];
      entry: EntrySettings;
      workspace: { id: string; name: string; timeZone: string; businessHours: BusinessHours | null };
      workflow: { id: string; name: string };
      tally: Tally;
      shared: SharedStanding;
      endings: Endings;
    },
  ) {
    this.sends = args.graph.nodes.some((node) => registry.get(node.type)?.sends && !node.settings.disabled);
  }

  /** How many contacts have entered so far. */
  get contacts(): number {
    return this.entered.size;
  }

  async batch({ batch, ctx }: { batch: Batch; ctx: ServiceContext }): Promise<void> {
    const { triggers, workspace, tally } = this.args;
    const rules = memoryRules({ isMember: (id) => batch.members.has(id) });
    for (const activity of batch.activities) {
      tally.activities += 1;
      const found = reached({ triggers, activity });
      if (found.length === 0) continue;
      tally.matched += 1;
      const contact = batch.contacts.get(activity.subject_id) ?? null;
      const candidate = this.candidate({ contactId: activity.subject_id, at: activity.created_at });
      const matched = found.map(({ nodeId, conditions, often }) => ({ candidate, nodeId, conditions, often }));
      const at = { ...ctx, now: activity.created_at };
      const [decision] = await decideEntries({ ctx: at, activity, matched, contact, workspace, rules });
      if (!decision || decision.nodeId === null || !contact) {
        if (decision) tally.refuse(decision);
        continue;
      }
      const day = DateTime.fromISO(activity.created_at, { zone: workspace.timeZone }).toISODate() ?? "";
      tally.enter({ contact, activityId: activity.id, at: activity.created_at, day, because: decision.reason });
      const simulation = await simulate({
        graph: this.args.graph,
        registry,
        contact,
        trigger: factsOf(activity),
        triggerNodeId: decision.nodeId,
        startAt: activity.created_at,
        workspace: { id: workspace.id, name: workspace.name, timeZone: workspace.timeZone },
        workflow: this.args.workflow,
        endings: this.args.endings,
        maxSteps: MAX_STEPS,
        checkField,
        judge: judgeByStanding({ ctx, known: batch.standing.get(contact.id), shared: this.args.shared }),
      });
      tally.count(simulation);
      const key = reentryKey({ candidate, activity });
      if (key !== null) candidate.enteredKeys.set(key, activity.id);
      const still = simulation.status === "waiting" || simulation.status === "limit";
      this.entered.set(activity.subject_id, {
        at: activity.created_at,
        insideUntil: still ? Number.POSITIVE_INFINITY : Date.parse(simulation.endedAt),
        keys: candidate.enteredKeys.size > 0 ? candidate.enteredKeys : null,
      });
    }
  }

  /** The draft as dispatch would see it for this contact at that moment. */
  private candidate({ contactId, at }: { contactId: string; at: string }): Candidate {
    const { workflow, entry } = this.args;
    const before = this.entered.get(contactId);
    return {
      workflowId: workflow.id,
      versionId: "",
      name: workflow.name,
      status: "live",
      pausedReason: null,
      entry,
      settings: {},
      priority: 100,
      exclusiveGroup: null,
      createdAt: at,
      sends: this.sends,
      insideRunId: before && before.insideUntil > Date.parse(at) ? "simulated" : null,
      lastEnteredAt: before?.at ?? null,
      enteredKeys: before?.keys ?? new Map(),
    };
  }
}
