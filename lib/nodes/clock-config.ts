import { IANAZone } from "luxon";
import { z } from "zod";
import type { Weekday } from "@/lib/time/business-hours";

/** Field schemas of triggers that are fired by the clock. */
export const zoneSchema = z
  .string()
  .trim()
  .refine(
    (zone) => zone === "" || IANAZone.isValidZone(zone),
    "This time zone is not known. Write it like Europe/Berlin.",
  )
  .optional()
  .meta({
    title: "Time zone",
    description: "Leave empty for the workspace's.",
    widget: "text",
    placeholder: "Europe/Berlin",
  });

export const weekdayNames: Record<Weekday, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};
