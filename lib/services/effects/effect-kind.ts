import type { ServiceContext } from "@/lib/db/scoped";
import type { Effect, EffectOutcome } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";

/** What an effect needs to be claimed: the exact request that will be made, or why nothing may go out. */
export type Frozen = { request: unknown; provider: string; messageId: string | null } | { outcome: EffectOutcome };

/** A claimed effect as its kind performs it. `request` is what `freeze` made, read back from the ledger. */
export interface ClaimedEffect {
  workspaceId: string;
  /** Also the idempotency key towards the provider, and our reference there. */
  effectId: string;
  provider: string;
  request: unknown;
  messageId: string | null;
  /** The run it was claimed for; null where none is to be looked at. */
  runId: string | null;
  attempts: number;
}

/**
 * One kind of thing that leaves the system once. The ledger (claim, settle) knows no kind by name.
 * `freeze` runs in the claiming transaction: it checks who may get it and writes the message row.
 * `recheck` runs when the provider had refused, or an owner died, and the same effect is claimed again: an outcome stops it.
 * `whenInterrupted` says what may be done when an owner died while it talked to the provider: `repeat` the same bytes
 * under the same key, `lookup` at the provider by our reference, or nothing (`unknown`).
 * `settled` runs in the transaction that writes what finally became of a claim (done, failed with no attempt left, unknown, or
 * skipped after a refusal), so that rows of the kind's own do not stay open.
 * `perform` and `lookup` run with no transaction open and never throw for what a provider does; `perform` may throw Withheld.
 */
export interface EffectKind<E extends Effect = Effect> {
  kind: E["kind"];
  freeze(args: {
    ctx: ServiceContext;
    effect: E;
    state: RunState;
    runId: string;
    nodeId: string;
    effectId: string;
  }): Promise<Frozen>;
  recheck?(args: {
    ctx: ServiceContext;
    effect: E;
    state: RunState;
    messageId: string | null;
  }): Promise<EffectOutcome | null>;
  whenInterrupted(args: { provider: string; request: unknown }): "repeat" | "lookup" | "unknown";
  settled?(args: { ctx: ServiceContext; effectId: string; outcome: EffectOutcome }): Promise<void>;
  perform(claim: ClaimedEffect): Promise<EffectOutcome>;
  /** Null: the provider has never heard of it, so it may be performed now. */
  lookup?(claim: ClaimedEffect): Promise<EffectOutcome | null>;
}
