import type { ScheduleConfig } from "@/lib/nodes/triggers/schedule";
import { weekdays } from "@/lib/time/business-hours";
import type { Schedule } from "@/lib/time/schedule";

/** The settings of a schedule trigger, as stored with its version, in the terms of `lib/time`. */
export function toSchedule(stored: unknown): Schedule {
  const { mode, time, weekdays: days, day, cron } = stored as ScheduleConfig;
  switch (mode) {
    case "cron":
      return { mode, cron };
    case "weekly":
      return { mode, time, weekdays: days.map((one) => weekdays.indexOf(one)) };
    case "monthly":
      return { mode, time, day };
    default:
      return { mode, time };
  }
}
