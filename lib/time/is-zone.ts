import { IANAZone } from "luxon";

/** More than there are zones with all their other names; a name nobody knows must not fill memory. */
const MAX_KNOWN = 2000;
const known = new Map<string, boolean>();

/**
 * Whether a text names a time zone (IANA, any case). Asking the library each time builds a date format, which takes 30
 * microseconds and about 25 kB outside the heap until the next collection, so answers are kept.
 */
export function isZone(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const valid = IANAZone.isValidZone(name);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(name, valid);
  return valid;
}
