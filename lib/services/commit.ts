import { type Actor, asMember, asWorker, type Causation, type Committed, type ServiceContext } from "@/lib/db/scoped";
import { dispatch } from "@/lib/services/runs/dispatch";

/** A request shows waits and triggers at most this many activities it wrote itself; the rest is the sweeper's. */
const MAX_OWN_DISPATCH = 50;

/** Runs a service for a member or API key, commits, then shows what happened to waits and triggers. */
export async function commitAsMember<T>(args: { actor: Actor; fn: (ctx: ServiceContext) => Promise<T> }): Promise<T> {
  return settle({ workspaceId: args.actor.workspaceId, committed: await asMember(args) });
}

/** The same for jobs, webhooks and visitors. */
export async function commitAsWorker<T>(args: {
  workspaceId: string;
  source?: string;
  causation?: Causation;
  dispatch?: boolean;
  durable?: boolean;
  fn: (ctx: ServiceContext) => Promise<T>;
}): Promise<T> {
  return settle({ workspaceId: args.workspaceId, committed: await asWorker(args) });
}

async function settle<T>({ workspaceId, committed }: { workspaceId: string; committed: Committed<T> }): Promise<T> {
  // The write is safe by now: whatever fails from here on is in the queue and the sweeper's to repeat.
  try {
    for (const hook of committed.afterCommit) await hook();
    const activityIds = committed.activityIds.slice(0, MAX_OWN_DISPATCH);
    if (activityIds.length > 0) await dispatch({ workspaceId, activityIds });
  } catch (error) {
    console.error(JSON.stringify({ level: "error", at: "after-commit", workspaceId, error: String(error) }));
  }
  return committed.value;
}
