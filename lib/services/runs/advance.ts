import { newId } from "@/lib/ids";
import { commitAsWorker } from "@/lib/services/commit";
import { performEffect } from "@/lib/services/effects/perform-effect";
import { Withheld } from "@/lib/services/effects/withheld";
import type { Beginning } from "@/lib/services/runs/beginning";
import { inBulkLane } from "@/lib/services/runs/bulk-lane";
import { NodeThrew, type Place, RetryLater } from "@/lib/services/runs/place";
import type { Claimed } from "@/lib/services/runs/run-node";
import { MAX_NODES_PER_VISIT, type Walked, walk } from "@/lib/services/runs/walk";

/**
 * Moves a token on by one visit: up to 20 nodes in one transaction; an effect is claimed in it, performed with no
 * transaction open, and finished in a second one. Safe to call again for the same place at any time: what was done is
 * found in the token's row and in the ledger.
 * @param at an advance event's data, or what the last call returned
 * @param leaseRun the durable run that calls; only it may take over a lease it holds itself before that runs out
 * @param last true on the last step of a durable run: the token goes on under a new epoch
 * @returns where the durable run goes on, or null when the token waits, ended, or belongs to another event
 * @throws RetryLater when the node's retry policy says so; anything else is the database's or a bug and may be repeated
 */
export async function visit({
  at,
  leaseRun,
  last = false,
}: {
  at: Place;
  leaseRun: string;
  last?: boolean;
}): Promise<Place | null> {
  // Every call is an owner of its own: what an earlier one claimed and never settled has a dead owner.
  const owner = newId();
  const once = (more: { at: Place; limit?: number; begin?: Beginning }) =>
    transact({ leaseRun, owner, last, limit: MAX_NODES_PER_VISIT, ...more });

  let walked = await walkSafely({ at, once });
  while (walked.claimed) {
    const { claimed } = walked;
    walked = await finish({ at, once, begin: await handOver({ at, claimed, owner }) });
  }
  if (walked.retry) throw new RetryLater(walked.retry);
  return walked.next;
}

async function handOver(args: { at: Place; claimed: Claimed; owner: string }): Promise<Beginning> {
  const { at, claimed, owner } = args;
  try {
    const outcome = await performEffect({
      workspaceId: at.workspaceId,
      effectId: claimed.effectId,
      owner,
      runId: at.runId,
    });
    return { type: "answer", claimed, outcome, owner };
  } catch (error) {
    if (!(error instanceof Withheld)) throw error;
    return { type: "withheld", claimed, reason: error.message, owner };
  }
}

type Once = (more: { at: Place; limit?: number; begin?: Beginning }) => Promise<Walked>;

/** When a node throws, all of its transaction is undone: the nodes before it are walked again, then its failure is written. */
async function walkSafely({ at, once }: { at: Place; once: Once }): Promise<Walked> {
  try {
    return await once({ at });
  } catch (error) {
    if (!(error instanceof NodeThrew)) throw error;
    if (error.walked > 0) return once({ at, limit: error.walked });
    return once({ at, limit: 1, begin: { type: "failure", error: error.cause, doubts: error.doubts } });
  }
}

/** The provider has answered. A node further on that throws must not undo that: then only the answer is written. */
async function finish({ at, once, begin }: { at: Place; once: Once; begin: Beginning }): Promise<Walked> {
  try {
    return await once({ at, begin });
  } catch (error) {
    if (!(error instanceof NodeThrew)) throw error;
    return once({ at, begin, limit: 1 });
  }
}

function transact({
  at,
  ...args
}: {
  at: Place;
  leaseRun: string;
  owner: string;
  last: boolean;
  limit: number;
  begin?: Beginning;
}): Promise<Walked> {
  // A visit that is lost with the database is made again from the token's row; an effect asks for a durable commit itself.
  const commit = () =>
    commitAsWorker({
      workspaceId: at.workspaceId,
      source: "workflow",
      durable: false,
      fn: (ctx) => walk({ ctx, at, ...args }),
    });
  return at.priority < 0 ? inBulkLane(commit) : commit();
}
