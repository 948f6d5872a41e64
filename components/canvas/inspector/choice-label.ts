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
  member: "One member",
  owner: "The contact's owner",
  round_robin: "Members in turn",
  least_loaded: "Whoever has least to do",
  nobody: "Nobody yet",
  contacts: "Open contacts",
  tasks: "Open tasks",
  admins: "All admins",
  members: "Chosen members",
  granted: "Agreed",
  denied: "Said no",
  sms: "SMS",
  whatsapp: "WhatsApp",
  do_not_contact: "Do not contact",
  up: "Rising",
  down: "Falling",
  both: "Either way",
  subtract: "Take away",
  next_year: "Wait for the same date next year",
  value: "A date from a variable",
  hours: "Business hours",
  day: "A day and time",
  now_or_next: "Now when open, else the next opening",
  next: "The next opening, also when open now",
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
  break: "Leave the loop by Done",
  next_item: "Go on with the next item",
  json: "JSON",
};

/** A choice of a select in words: an event's name as timelines show it, else the value itself made readable. */
export function choiceLabel(value: string): string {
  if (Object.hasOwn(events, value)) return events[value as keyof typeof events].label;
  return known[value] ?? words(value);
}
