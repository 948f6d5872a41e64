import { indexGraph } from "@/lib/engine/graph-index";
import { startPosition } from "@/lib/engine/interpret";
import { visitKey } from "@/lib/engine/path";
import { patchContact } from "@/lib/engine/simulate/patch-contact";
import type { Simulation, SimulationInput } from "@/lib/engine/simulate/simulation";
import { visitSimulated, type Walking } from "@/lib/engine/simulate/visit-simulated";
import { endSimulatedWait, nextDue } from "@/lib/engine/simulate/waits";
import { makeWorld } from "@/lib/engine/simulate/world";
import type { Position } from "@/lib/engine/transition";

export const DEFAULT_MAX_STEPS = 2000;

/**
 * Runs a whole graph in memory with a clock of its own: the same interpreter and the same nodes as a real run, weeks in a
 * moment. Nothing is sent and nothing written; the simulated contact alone changes. Deterministic for the same input.
 * Tokens move in the order in which the run service would move them: one as far as it gets, then the next that is ready; when
 * none is, the earliest wait ends and the clock jumps there.
 */
export async function simulate(input: SimulationInput): Promise<Simulation> {
  const walking = newWalk({ input, place: startPosition({ triggerNodeId: input.triggerNodeId }) });
  const most = input.maxSteps ?? DEFAULT_MAX_STEPS;
  const index = indexGraph(input.graph);
  while (!walking.end) {
    const tokenId = walking.ready.shift();
    if (tokenId !== undefined) {
      for (let goesOn = true; goesOn && !walking.end; ) {
        if (walking.visits >= most) {
          walking.end = { status: "limit", reason: `Stopped after ${most} steps.` };
          break;
        }
        goesOn = await visitSimulated({ walking, index, tokenId });
      }
      continue;
    }
    const due = nextDue(walking);
    if (!due) {
      walking.end = {
        status: "waiting",
        reason: "A step waits without a time limit, and no answer was chosen for it.",
      };
      break;
    }
    if (Date.parse(due.at) > Date.parse(walking.now)) walking.now = due.at;
    endSimulatedWait({ walking, tokenId: due.tokenId, resumed: due.resumed });
  }
  return resultOf(walking);
}

/** A simulation that has not begun, its only token at `place`. */
export function newWalk({ input, place }: { input: SimulationInput; place: Position }): Walking {
  const world = makeWorld(input);
  const startedAt = new Date(input.startAt).toISOString();
  const id = world.newId();
  return {
    input,
    world,
    now: startedAt,
    startedAt,
    run: { tokens: [{ ...place, id, status: "ready" }], forks: [], visits: new Map([[visitKey(place), 1]]) },
    ready: [id],
    waits: new Map(),
    resumes: new Map(),
    previousStart: new Map(),
    steps: new Map(),
    outputs: {},
    visits: 0,
    end: null,
  };
}

/** What an ended simulation has to tell. */
export function resultOf(walking: Walking): Simulation {
  const { input, world, startedAt, now, end } = walking;
  const steps = [...walking.steps.values()];
  const byKind: Record<string, number> = {};
  for (const { effect, costMicros } of steps.flatMap((step) => step.wouldSend))
    if (costMicros > 0) byKind[effect.kind] = (byKind[effect.kind] ?? 0) + costMicros;
  return {
    steps,
    status: end!.status,
    reason: end!.reason,
    startedAt,
    endedAt: now,
    cost: { totalMicros: Object.values(byKind).reduce((sum, micros) => sum + micros, 0), byKind },
    vars: world.vars,
    contact: world.contact,
    contactChanges: changesOf({ before: input.contact, after: world.contact }),
    writes: world.writes,
  };
}

function changesOf({ before, after }: { before: Simulation["contact"]; after: Simulation["contact"] }) {
  const custom = Object.fromEntries(
    [...Object.keys(before.custom), ...Object.keys(after.custom)].map((key) => [key, after.custom[key] ?? null]),
  );
  const { changes } = patchContact({
    contact: before,
    patch: { ...after, tags: before.tags, custom },
    checkField: ({ value }) => value,
  });
  if (JSON.stringify(before.tags) !== JSON.stringify(after.tags)) changes.tags = { from: before.tags, to: after.tags };
  return changes;
}
