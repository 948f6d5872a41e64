import { z } from "zod";
import type { RunState } from "@/lib/nodes/facts";
import { isZone } from "@/lib/time/is-zone";
import { addDays, instantOf, wallTime } from "@/lib/time/wall-clock";

export const units = ["minutes", "hours", "days", "weeks"] as const;
export type Unit = (typeof units)[number];

/** A length of time that a person picks: at most five years in any unit, because `MAX` minutes are. */
export const amountSchema = z
  .number("Give a number.")
  .int("Give a whole number.")
  .min(1, "At least 1.")
  .max(2_628_000, "At most five years.");
export const unitSchema = z.enum(units, "Choose minutes, hours, days or weeks.");

/**
 * The instant `amount` units after (or, if negative, before) `from`, as ISO 8601 in UTC. Minutes and hours are exact time;
 * days and weeks are calendar days in `zone`: one day after 9:00 is 9:00 also when the clocks change in between. A time they jump
 * over becomes the first instant after the jump, of one that comes twice it is the first.
 */
export function addDuration(args: { from: string; amount: number; unit: Unit; zone: string }): string {
  const { from, amount, unit, zone } = args;
  const at = Date.parse(from);
  if (unit === "minutes" || unit === "hours")
    return new Date(at + amount * (unit === "hours" ? 3_600_000 : 60_000)).toISOString();
  if (amount === 0) return new Date(at).toISOString();
  const { date, minutes } = wallTime({ at, zone });
  const day = addDays({ date, days: unit === "weeks" ? amount * 7 : amount });
  return new Date(instantOf({ date: day, minutes, zone })).toISOString();
}

/** The zone a contact lives by: its own when known and valid, else the workspace's, else UTC. */
export function zoneOf(state: Pick<RunState, "contact" | "workspace">): string {
  const zones = [state.contact.time_zone, state.workspace.timeZone];
  return zones.find((zone) => zone && isZone(zone)) ?? "UTC";
}

/** "1 day", "20 minutes"; an amount that is not set yet reads as "…". */
export function durationWords({ amount, unit }: { amount?: number; unit?: Unit }): string {
  if (!amount || !unit) return "…";
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}
