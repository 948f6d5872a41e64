import { matchAwaited } from "@/lib/engine/match-awaited";
import type { WaitAnswer } from "@/lib/engine/simulate/simulation";
import type { Walking } from "@/lib/engine/simulate/visit-simulated";
import type { Wait } from "@/lib/engine/transition";
import type { AwaitedEvent, Resumed } from "@/lib/nodes/facts";

/** A wait of a simulated token: when it ends by itself, if it does, and how. */
export interface ArmedWait {
  wait: Wait;
  due: { at: string; resumed: Resumed } | null;
  /** The event was chosen, so what the simulated contact does meanwhile does not end it. */
  chosen: boolean;
}

/** An hour passes before a chosen event, or half of the time the wait has. */
const EVENT_AFTER_SECONDS = 3600;

/** How a wait will end: by the chosen answer, otherwise by its time; null when it has none. */
export function armWait({ wait, answer, now }: { wait: Wait; answer: WaitAnswer | undefined; now: string }): ArmedWait {
  if (wait.kind === "time") return { wait, due: { at: wait.until, resumed: { by: "time" } }, chosen: false };
  const atTimeout = wait.until ? { at: wait.until, resumed: { by: "timeout" } as const } : null;
  if (wait.kind === "join") return { wait, due: atTimeout, chosen: false };
  const event = answer?.by === "event" ? wait.events[answer.index] : undefined;
  if (answer?.by !== "event" || !event) return { wait, due: atTimeout, chosen: answer?.by === "timeout" };
  const start = Date.parse(now);
  const most = wait.until ? (Date.parse(wait.until) - start) / 2 : Number.POSITIVE_INFINITY;
  const after =
    answer.afterSeconds === undefined ? Math.min(EVENT_AFTER_SECONDS * 1000, most) : answer.afterSeconds * 1000;
  const at = new Date(start + after).toISOString();
  if (wait.until && Date.parse(at) >= Date.parse(wait.until)) return { wait, due: atTimeout, chosen: true };
  const facts = { type: event.type, activityId: null, occurredAt: at, data: answer.data ?? {}, changes: {} };
  return { wait, due: { at, resumed: { by: "event", index: answer.index, event: facts } }, chosen: true };
}

/** The wait that ends first; of several at once the one that was armed first. */
export function nextDue({ waits }: Walking): { tokenId: string; at: string; resumed: Resumed } | null {
  let first: { tokenId: string; at: string; resumed: Resumed } | null = null;
  for (const [tokenId, { due }] of waits)
    if (due && (!first || Date.parse(due.at) < Date.parse(first.at))) first = { tokenId, ...due };
  return first;
}

/** The token is ready again and will run its node once more with `resumed`. */
export function endSimulatedWait({
  walking,
  tokenId,
  resumed,
}: {
  walking: Walking;
  tokenId: string;
  resumed: Resumed;
}): void {
  walking.waits.delete(tokenId);
  walking.resumes.set(tokenId, resumed);
  walking.run = {
    ...walking.run,
    tokens: walking.run.tokens.map((token) => (token.id === tokenId ? { ...token, status: "ready" } : token)),
  };
  walking.ready.push(tokenId);
}

/** What the steps just did may be what other branches wait for. */
export function hear({ walking, from }: { walking: Walking; from: number }): void {
  const { world, input, now } = walking;
  for (const happened of world.happenings.slice(from))
    for (const [tokenId, { wait, chosen }] of [...walking.waits]) {
      if (wait.kind !== "events" || chosen) continue;
      const index = wait.events.findIndex((awaited) =>
        matchAwaited({ awaited, happened, contact: world.contact, workspace: input.workspace, now }),
      );
      if (index >= 0) endSimulatedWait({ walking, tokenId, resumed: { by: "event", index, event: happened.facts } });
    }
}

/** What happened since an instant that a wait counts although it was not there yet. */
export function heardBefore({
  walking,
  events,
  since,
}: {
  walking: Walking;
  events: AwaitedEvent[];
  since: string;
}): Resumed | null {
  const { world, input, now } = walking;
  for (const happened of world.happenings) {
    if (Date.parse(happened.at) < Date.parse(since)) continue;
    const index = events.findIndex((awaited) =>
      matchAwaited({ awaited, happened, contact: world.contact, workspace: input.workspace, now }),
    );
    if (index >= 0) return { by: "event", index, event: happened.facts };
  }
  return null;
}
