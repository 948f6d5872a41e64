import type { CheckField } from "@/lib/engine/simulate/patch-contact";
import type { ContactFacts, TriggerFacts } from "@/lib/nodes/facts";

/** Something that a simulated step brought about and that waits of the same contact would hear. */
export interface Happening {
  at: string;
  key: string | null;
  keys: string[];
  facts: TriggerFacts;
}

/** What a simulated run may change: a contact of its own, its variables, and a list of what it would have done. */
export interface World {
  contact: ContactFacts;
  vars: Record<string, unknown>;
  checkField: CheckField;
  happenings: Happening[];
  /** In words: what a real run would have written besides the contact. */
  writes: string[];
  /** Ids that look like ids and are the same in every simulation of the same input. */
  newId(): string;
}

export function makeWorld({ contact, checkField }: { contact: ContactFacts; checkField: CheckField }): World {
  let made = 0;
  return {
    contact: structuredClone(contact),
    vars: {},
    checkField,
    happenings: [],
    writes: [],
    newId: () => `00000000-0000-7000-8000-${(++made).toString(16).padStart(12, "0")}`,
  };
}

/** Notes an event of the simulated contact, as the database would record it. */
export function happen({
  world,
  now,
  type,
  key = null,
  changes = {},
  data = {},
}: {
  world: World;
  now: string;
  type: TriggerFacts["type"];
  key?: string | null;
  changes?: TriggerFacts["changes"];
  data?: Record<string, unknown>;
}): void {
  world.happenings.push({
    at: now,
    key,
    keys: Object.keys(changes),
    facts: { type, activityId: null, occurredAt: now, data, changes },
  });
}
