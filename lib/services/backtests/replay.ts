import type { ServiceContext } from "@/lib/db/scoped";
import { sendsSomething } from "@/lib/services/backtests/draft-experiment";
import { findPeople, type PersonActivities, type Range } from "@/lib/services/backtests/find-people";
import { type BatchActivity, readBatch } from "@/lib/services/backtests/read-batch";
import { type Person, readPeople } from "@/lib/services/backtests/read-people";
import { ReplayPerson } from "@/lib/services/backtests/replay-person";
import type { Setting } from "@/lib/services/backtests/take-backtest";
import type { Tally } from "@/lib/services/backtests/tally";

/** Ids of contacts held at a time. */
const PEOPLE = 10_000;
/** Activities, and contacts, read and replayed at a time: few, so that they are gone before the collector calls them old. */
const BATCH = 250;

/**
 * Replays all activities of the range, contact by contact. What it holds does not grow with the activities: some ids, one batch,
 * and the state of one contact.
 */
export async function replay(args: {
  /** Opens a short transaction; `seen` is noted with the backtest. */
  work: <T>(fn: (ctx: ServiceContext) => Promise<T>) => Promise<T>;
  setting: Setting;
  range: Range;
  tally: Tally;
}): Promise<void> {
  const { work, range } = args;
  let afterContact = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const found = await work((ctx) => findPeople({ ctx, range, afterContact, limit: PEOPLE }));
    for (const group of inBatches(found)) await replayGroup({ ...args, ids: group });
    if (found.length < PEOPLE) return;
    afterContact = found.at(-1)!.contactId;
  }
}

async function replayGroup(args: Parameters<typeof replay>[0] & { ids: string[] }): Promise<void> {
  const { work, setting, range, tally, ids } = args;
  const sends = setting.experiment?.sends || sendsSomething(setting.graph);
  let people = new Map<string, Person>();
  let from = null as { contactId: string; seq: number } | null;
  let current = null as { id: string; replay: ReplayPerson } | null;
  for (let more = true; more; ) {
    const { batch, ctx } = await work(async (ctx) => {
      if (people.size === 0) people = await readPeople({ ctx, setting, ids });
      return { batch: await readBatch({ ctx, setting, range, people, from, size: BATCH }), ctx };
    });
    for (const activity of batch.activities) {
      const person = people.get(activity.subject_id)!;
      if (current?.id !== person.id) {
        await current?.replay.end();
        current = { id: person.id, replay: new ReplayPerson({ ctx, setting, tally, person, sends }) };
      }
      await current.replay.hear({ activity, batch });
    }
    const last: BatchActivity | undefined = batch.activities.at(-1);
    if (last) from = { contactId: last.subject_id, seq: last.seq };
    more = batch.activities.length === BATCH;
  }
  await current?.replay.end();
}

/** Contacts in order, so many together that their activities fit one batch; one with more is alone. */
function inBatches(found: PersonActivities[]): string[][] {
  const groups: string[][] = [];
  let room = 0;
  for (const { contactId, activities } of found) {
    if (groups.length === 0 || room < activities) {
      groups.push([]);
      room = BATCH - 1;
    }
    groups.at(-1)!.push(contactId);
    room -= activities;
  }
  return groups;
}
