import { IANAZone } from "luxon";
import { z } from "zod";

/** Field schemas of triggers that are fired by the clock. */
export const timeSchema = z
  .string("Give a time such as 09:00.")
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Give a time such as 09:00.");

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

/** Days of the week as settings hold them, from Monday on. */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export const weekdayNames: Record<(typeof weekdays)[number], string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};
