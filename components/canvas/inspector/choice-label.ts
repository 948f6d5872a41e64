import { words } from "@/lib/conditions/fields";
import { events } from "@/lib/events";

const known: Record<string, string> = {
  marketing: "Marketing",
  transactional: "Transactional",
  date: "A date",
  field: "A date of the contact",
  all: "All branches",
  any: "The first branch",
  count: "A number of branches",
  continue: "Go on at once",
  skip: "Leave by another way",
};

/** A choice of a select in words: an event's name as timelines show it, else the value itself made readable. */
export function choiceLabel(value: string): string {
  if (Object.hasOwn(events, value)) return events[value as keyof typeof events].label;
  return known[value] ?? words(value);
}
