import { z } from "zod";
import { type BusinessHours, closing, timeOfDaySchema, weekdays } from "@/lib/time/business-hours";

/** A daily time in which nothing is sent, by the wall clock of a zone: from `from` up to `to`, over midnight when `to` is earlier. */
export const quietHoursSchema = z
  .strictObject({ from: timeOfDaySchema, to: timeOfDaySchema })
  .refine(({ from, to }) => from !== to, { message: "Start and end must differ.", path: ["to"] });
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** When the quiet time that `at` (ISO 8601) lies in ends, ISO 8601 in UTC; null when `at` is not in a quiet time. */
export function quietUntil({ quiet, at, zone }: { quiet: QuietHours; at: string; zone: string }): string | null {
  return closing({ hours: asHours(quiet), at, zone });
}

function asHours({ from, to }: QuietHours): BusinessHours {
  const days = Object.fromEntries(weekdays.map((day) => [day, [[from, to]]])) as BusinessHours["days"];
  return { days, holidays: [] };
}
