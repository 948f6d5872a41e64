"use client";
import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = { value: string[]; onChange: (next: string[]) => void; error?: string };

/** Dates on which a business is closed. */
export function HolidaysField({ value, onChange, error }: Props) {
  const [date, setDate] = useState("");
  return (
    <div className="grid gap-2">
      <Field
        label="Closed on"
        name="business_hours.holidays"
        optional
        help="Holidays, one date at a time."
        error={error}
      >
        {(control) => (
          <span className="flex gap-2">
            <Input
              {...control}
              type="date"
              value={date}
              className="w-44"
              onChange={(event) => setDate(event.currentTarget.value)}
            />
            <Button
              variant="outline"
              disabled={date === "" || value.includes(date)}
              onClick={() => {
                onChange([...value, date].sort());
                setDate("");
              }}
            >
              Add date
            </Button>
          </span>
        )}
      </Field>
      {value.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {value.map((one) => (
            <li key={one} className="flex items-center gap-1 rounded-md border pl-2 tabular-nums">
              {one}
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Remove ${one}`}
                onClick={() => onChange(value.filter((other) => other !== one))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
