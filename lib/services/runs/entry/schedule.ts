import { type Candidate, eachCandidate } from "@/lib/services/runs/entry/entry-rule";
import { type BusinessHours, isOpen } from "@/lib/time/business-hours";
import { wallTime, weekdayOf } from "@/lib/time/wall-clock";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** People enter between two instants and at certain hours of the week only, by the workspace's clock. */
export const schedule = eachCandidate("schedule", ({ candidate, facts }) => {
  const window = candidate.entry.window;
  if (!window) return null;
  const { now } = facts;
  const zone = facts.workspace.timeZone;
  if (window.from && Date.parse(now) < Date.parse(window.from))
    return {
      reason: `People enter from ${moment({ at: window.from, zone })} on; this was earlier.`,
      detail: { at: now, from: window.from },
    };
  if (window.to && Date.parse(now) >= Date.parse(window.to))
    return {
      reason: `People entered until ${moment({ at: window.to, zone })}; this was later.`,
      detail: { at: now, to: window.to },
    };
  const hours = hoursOf({ candidate, own: facts.workspace.businessHours ?? null });
  if (!hours || isOpen({ hours, at: now, zone })) return null;
  const what = window.hours === "business" ? "business hours" : "the hours set for this workflow";
  return {
    reason: `People enter during ${what} only; it was ${clock({ at: now, zone })}.`,
    detail: { at: now, hours: window.hours, time_zone: zone },
  };
});

/** The hours that limit entry: the workflow's own, else the workspace's. Where none are set, every hour is one. */
function hoursOf({ candidate, own }: { candidate: Candidate; own: BusinessHours | null }): BusinessHours | null {
  const { window } = candidate.entry;
  if (window?.hours === "custom") return window.weekly ?? null;
  return window?.hours === "business" ? (candidate.settings.business_hours ?? own) : null;
}

function moment({ at, zone }: { at: string; zone: string }): string {
  return new Date(at).toLocaleString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  });
}

function clock({ at, zone }: { at: string; zone: string }): string {
  const { date, minutes } = wallTime({ at: Date.parse(at), zone });
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${DAYS[weekdayOf(date)]}, ${two(minutes / 60)}:${two(minutes % 60)}`;
}
