import type { BacktestResult } from "@/lib/api/contracts/backtests";
import type { Simulation } from "@/lib/engine/simulate/simulation";
import type { ContactFacts } from "@/lib/nodes/facts";

const SAMPLE = 20;
const MAX_REASONS = 20;

interface Sent {
  kind: string;
  sent: number;
  delayed: number;
  skipped: Map<string, number>;
  cost: number;
}

/** Adds up what a backtest sees; its size does not grow with the activities, only with days, steps and reasons. */
export class Tally {
  activities = 0;
  matched = 0;
  entered = 0;
  /** Contacts that entered. */
  contacts = 0;
  cost = 0;
  readonly costByKind: Record<string, number> = {};
  readonly ended: Record<string, number> = {};
  private earliest: BacktestResult["sample"] = [];
  private readonly groups = new Map<string, number>();
  private readonly days = new Map<string, number>();
  private readonly refusals = new Map<string, { count: number; example: string }>();
  private readonly sends = new Map<string, Sent>();

  refuse({ rule, reason }: { rule: string; reason: string }): void {
    const known = this.refusals.get(rule);
    if (known) known.count += 1;
    else this.refusals.set(rule, { count: 1, example: reason });
  }

  /** `group`: of the experiment that runs. */
  enter(args: {
    contact: ContactFacts;
    activityId: string;
    at: string;
    day: string;
    because: string;
    group: string | null;
  }): void {
    const { contact, activityId, at, day, because, group } = args;
    this.entered += 1;
    this.days.set(day, (this.days.get(day) ?? 0) + 1);
    if (group !== null) this.groups.set(group, (this.groups.get(group) ?? 0) + 1);
    const full = this.earliest.length >= SAMPLE;
    if (full && Date.parse(at) >= Date.parse(this.earliest.at(-1)!.at)) return;
    const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ") || contact.email || "Contact";
    this.earliest.push({ contact: { id: contact.id, name }, activity_id: activityId, at, because });
    this.earliest.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    this.earliest.length = Math.min(this.earliest.length, SAMPLE);
  }

  count(simulation: Simulation): void {
    this.ended[simulation.status] = (this.ended[simulation.status] ?? 0) + 1;
    this.cost += simulation.cost.totalMicros;
    for (const [kind, micros] of Object.entries(simulation.cost.byKind))
      this.costByKind[kind] = (this.costByKind[kind] ?? 0) + micros;
    for (const step of simulation.steps)
      for (const { effect, status, reason, costMicros } of step.wouldSend) {
        const key = `${step.nodeId}|${effect.kind}`;
        const found = this.sends.get(key) ?? { kind: effect.kind, sent: 0, delayed: 0, skipped: new Map(), cost: 0 };
        this.sends.set(key, found);
        found.cost += costMicros;
        if (status === "done") found.sent += 1;
        // It is asked again when its hours come, and counted then by what becomes of it.
        else if (status === "delayed") found.delayed += 1;
        else countReason(found.skipped, reason ?? status);
      }
  }

  /** The first who entered. */
  get sample(): BacktestResult["sample"] {
    return this.earliest;
  }

  byGroup(): { name: string; entered: number }[] {
    return [...this.groups].map(([name, entered]) => ({ name, entered }));
  }

  byDay(): BacktestResult["by_day"] {
    return [...this.days].sort().map(([day, entered]) => ({ day, entered }));
  }

  refused(): BacktestResult["refused"] {
    return [...this.refusals].map(([rule, found]) => ({ rule, ...found })).sort((a, b) => b.count - a.count);
  }

  sent(nameOf: (nodeId: string) => string): BacktestResult["sends"] {
    return [...this.sends].map(([key, { kind, sent, delayed, skipped, cost }]) => {
      const nodeId = key.slice(0, key.lastIndexOf("|"));
      const reasons = [...skipped].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
      return { node_id: nodeId, name: nameOf(nodeId), kind, sent, delayed, skipped: reasons, cost_micros: cost };
    });
  }
}

/** Reasons that name a contact's own values would be as many as contacts: beyond a number they count together. */
function countReason(reasons: Map<string, number>, reason: string): void {
  const key = reasons.has(reason) || reasons.size < MAX_REASONS ? reason : "Other reasons";
  reasons.set(key, (reasons.get(key) ?? 0) + 1);
}
