"use client";
import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { type BusinessHours, type Weekday, weekdays } from "@/lib/time/business-hours";

const names: Record<Weekday, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};
const office: [string, string] = ["09:00", "17:00"];

/** Monday to Friday, nine to five: what a new set of hours begins with. */
export const officeHours: BusinessHours = {
  days: { mon: [office], tue: [office], wed: [office], thu: [office], fri: [office], sat: [], sun: [] },
  holidays: [],
};

type Props = {
  /** Names the group for screen readers. */
  label: string;
  value: BusinessHours;
  disabled?: boolean;
  error?: string;
  onChange: (next: BusinessHours) => void;
};

/** Days of the week with the times between which something may happen. An end before its start lies on the next day. */
export function HoursField({ label, value, disabled, error, onChange }: Props) {
  const set = (day: Weekday, periods: [string, string][]) =>
    onChange({ ...value, days: { ...value.days, [day]: periods } });
  return (
    <fieldset disabled={disabled} className="grid gap-1.5">
      <legend className="sr-only">{label}</legend>
      {weekdays.map((day) => {
        const periods = value.days[day];
        return (
          <div key={day} className="grid grid-cols-[8rem_1fr] items-start gap-2 max-sm:grid-cols-1 max-sm:gap-1">
            <span className="flex h-8 items-center gap-2">
              <Checkbox
                id={`${label}-${day}`}
                checked={periods.length > 0}
                onCheckedChange={(on) => set(day, on === true ? [office] : [])}
              />
              <label htmlFor={`${label}-${day}`}>{names[day]}</label>
            </span>
            {periods.length === 0 ? (
              <span className="flex h-8 items-center text-muted-foreground max-sm:hidden">Closed</span>
            ) : (
              <span className="grid gap-1.5">
                {periods.map((period, n) => (
                  <Period
                    // biome-ignore lint/suspicious/noArrayIndexKey: periods have no identity but their place
                    key={n}
                    day={names[day]}
                    period={period}
                    last={n === periods.length - 1}
                    onChange={(next) =>
                      set(
                        day,
                        periods.map((other, at) => (at === n ? next : other)),
                      )
                    }
                    onRemove={() =>
                      set(
                        day,
                        periods.filter((_, at) => at !== n),
                      )
                    }
                    onAdd={() => set(day, [...periods, ["18:00", "20:00"]])}
                  />
                ))}
              </span>
            )}
          </div>
        );
      })}
      {error ? <p className="text-sm text-failed">{error}</p> : null}
    </fieldset>
  );
}

type PeriodProps = {
  day: string;
  period: [string, string];
  last: boolean;
  onChange: (next: [string, string]) => void;
  onRemove: () => void;
  onAdd: () => void;
};

function Period({ day, period: [from, to], last, onChange, onRemove, onAdd }: PeriodProps) {
  const end = to === "24:00" ? "00:00" : to;
  return (
    <span className="flex items-center gap-1.5">
      <Input
        type="time"
        required
        aria-label={`${day} from`}
        value={from}
        className="w-28"
        onChange={(event) => onChange([event.currentTarget.value, to])}
      />
      <span className="text-muted-foreground">to</span>
      <Input
        type="time"
        required
        aria-label={`${day} to`}
        value={end}
        className="w-28"
        onChange={(event) => {
          const next = event.currentTarget.value;
          // Midnight as an end is the end of the day.
          onChange([from, next === "00:00" ? "24:00" : next]);
        }}
      />
      <Button variant="ghost" size="icon-sm" aria-label={`Remove these hours of ${day}`} onClick={onRemove}>
        <X aria-hidden />
      </Button>
      {last ? (
        <Button variant="ghost" size="icon-sm" aria-label={`More hours on ${day}`} onClick={onAdd}>
          <Plus aria-hidden />
        </Button>
      ) : null}
    </span>
  );
}
