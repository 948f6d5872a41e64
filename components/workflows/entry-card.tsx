"use client";
import { useWorkspace } from "@/components/shell/api-provider";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { HoursField, officeHours } from "@/components/workflows/hours-field";
import { useSegments } from "@/components/workflows/use-segments";
import type { EntryRules } from "@/lib/api/contracts/workflow-settings";
import { instantOf, minutesOf, wallTime } from "@/lib/time/wall-clock";

type Mode = EntryRules["reentry"]["mode"];
const modes: Record<Mode, string> = {
  never_while_inside: "Again, but never while still inside",
  once: "Only once, ever",
  cooldown: "Again after a pause",
  keyed: "Once for each order or other value",
  always: "Every time",
};
type Hours = NonNullable<EntryRules["window"]>["hours"];
const allDay = { from: null, to: null, hours: "any", weekly: null } as const;

type Props = {
  entry: EntryRules;
  errorOf: (name: string) => string | undefined;
  onChange: (next: EntryRules) => void;
};

/** Who may enter, how often and when. */
export function EntryCard({ entry, errorOf, onChange }: Props) {
  const { reentry } = entry;
  const set = (change: Partial<EntryRules>) => onChange({ ...entry, ...change });
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>Who may enter</CardTitle>
          <CardDescription>These rules count as soon as they are saved.</CardDescription>
        </div>
      </CardHeader>
      <CardContent className="grid gap-4">
        <Field label="The same person enters" name="entry.reentry.mode" error={errorOf("entry.reentry.mode")}>
          <NativeSelect
            value={reentry.mode}
            onChange={(event) => set({ reentry: { ...reentry, mode: event.currentTarget.value as Mode } })}
          >
            {Object.entries(modes).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </Field>
        {reentry.mode === "cooldown" ? (
          <Field
            label="Hours between two entries"
            name="entry.reentry.cooldown_hours"
            error={errorOf("entry.reentry.cooldown_hours")}
          >
            <Input
              type="number"
              step="any"
              min={0.1}
              max={8760}
              value={Number.isNaN(reentry.cooldown_hours) ? "" : reentry.cooldown_hours}
              onChange={(event) => set({ reentry: { ...reentry, cooldown_hours: event.currentTarget.valueAsNumber } })}
              className="max-w-40"
            />
          </Field>
        ) : null}
        {reentry.mode === "keyed" ? (
          <Field
            label="Value of the event that tells entries apart"
            name="entry.reentry.key"
            help="Where the event holds it. Two orders are two journeys side by side; the same order never enters twice."
            error={errorOf("entry.reentry.key")}
          >
            <Input
              value={reentry.key}
              placeholder="data.properties.order_id"
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => set({ reentry: { ...reentry, key: event.currentTarget.value } })}
            />
          </Field>
        ) : null}
        <SegmentGate entry={entry} errorOf={errorOf} set={set} />
        <EntryWindow entry={entry} errorOf={errorOf} set={set} />
        <CheckField
          label="Keep out people marked do not contact"
          help="Counts only when the workflow sends something. Messages to them are never sent either way."
          checked={entry.respect_do_not_contact}
          onCheckedChange={(on) => set({ respect_do_not_contact: on === true })}
        />
        <CheckField
          label="What the workflow does itself may start it again"
          help="For example a tag that it adds. A chain of workflows still ends after eight."
          checked={entry.allow_own_events}
          onCheckedChange={(on) => set({ allow_own_events: on === true })}
        />
      </CardContent>
    </Card>
  );
}

type PartProps = Pick<Props, "entry" | "errorOf"> & { set: (change: Partial<EntryRules>) => void };

function SegmentGate({ entry, errorOf, set }: PartProps) {
  const segments = useSegments();
  const gate = entry.segment_gate;
  const chosen = gate ? (gate.in ? "in" : "out") : "any";
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Segment" name="entry.segment_gate">
        <NativeSelect
          value={chosen}
          onChange={(event) => {
            const next = event.currentTarget.value;
            const segment_id = gate?.segment_id ?? segments[0]?.id ?? "";
            set({ segment_gate: next === "any" ? null : { segment_id, in: next === "in" } });
          }}
        >
          <option value="any">Anybody</option>
          <option value="in">Only people in the segment</option>
          <option value="out">Only people not in the segment</option>
        </NativeSelect>
      </Field>
      {gate ? (
        <Field
          label="Which segment"
          name="entry.segment_gate.segment_id"
          help={segments.length === 0 ? "There are no segments yet." : undefined}
          error={errorOf("entry.segment_gate.segment_id")}
        >
          <NativeSelect
            value={gate.segment_id}
            onChange={(event) => set({ segment_gate: { ...gate, segment_id: event.currentTarget.value } })}
          >
            {segments.some((one) => one.id === gate.segment_id) ? null : (
              <option value={gate.segment_id}>Choose a segment</option>
            )}
            {segments.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      ) : null}
    </div>
  );
}

function EntryWindow({ entry, errorOf, set }: PartProps) {
  const { timeZone: zone } = useWorkspace();
  const window = entry.window ?? allDay;
  const change = (part: Partial<NonNullable<EntryRules["window"]>>) => {
    const next = { ...window, ...part };
    const open = next.from === null && next.to === null && next.hours === "any";
    set({ window: open ? null : next });
  };
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {(["from", "to"] as const).map((edge) => (
          <Field
            key={edge}
            label={edge === "from" ? "People enter from" : "People enter until"}
            name={`entry.window.${edge}`}
            optional
            error={errorOf(`entry.window.${edge}`)}
          >
            <Input
              type="datetime-local"
              value={toLocal({ instant: window[edge], zone })}
              onChange={(event) => change({ [edge]: toInstant({ local: event.currentTarget.value, zone }) })}
            />
          </Field>
        ))}
      </div>
      <Field label="At what times" name="entry.window.hours" error={errorOf("entry.window.hours")}>
        <NativeSelect
          value={window.hours}
          onChange={(event) => {
            const hours = event.currentTarget.value as Hours;
            change({ hours, weekly: hours === "custom" ? (window.weekly ?? officeHours) : null });
          }}
        >
          <option value="any">At any time</option>
          <option value="business">During business hours</option>
          <option value="custom">At these times of the week</option>
        </NativeSelect>
      </Field>
      {window.hours === "custom" ? (
        <HoursField
          label="People enter"
          value={window.weekly ?? officeHours}
          error={errorOf("entry.window.weekly") ?? errorOf("entry.window.weekly.days")}
          onChange={(weekly) => change({ weekly })}
        />
      ) : null}
    </>
  );
}

/** An instant as the clock of the workspace shows it, for a field of date and time. */
function toLocal({ instant, zone }: { instant: string | null; zone: string }): string {
  if (!instant) return "";
  const { date, minutes } = wallTime({ at: Date.parse(instant), zone });
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${date}T${two(minutes / 60)}:${two(minutes % 60)}`;
}

function toInstant({ local, zone }: { local: string; zone: string }): string | null {
  const [date, time] = local.split("T");
  return date && time ? new Date(instantOf({ date, minutes: minutesOf(time), zone })).toISOString() : null;
}
