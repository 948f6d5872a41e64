"use client";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { ContactCondition } from "@/components/workflows/contact-condition";
import { HoursField, officeHours } from "@/components/workflows/hours-field";
import { DEFAULT_MAX_PER_MINUTE, type WorkflowSettings } from "@/lib/api/contracts/workflow-settings";
import type { Comparison, Condition } from "@/lib/conditions";

const serials: Record<WorkflowSettings["serial"], string> = {
  off: "Yes, side by side",
  workflow: "No, one run of this workflow after the other",
  workspace: "No, one after the other with all workflows that say so",
};
const blank: Comparison = { field: "contact.status", op: "is", value: "" };

type Props = {
  settings: WorkflowSettings;
  readOnly: boolean;
  errors: { path: string; message: string }[];
  errorOf: (name: string) => string | undefined;
  onChange: (next: WorkflowSettings) => void;
};

/** How people inside are treated: when they leave early, whether runs wait for each other, and what pauses the workflow. */
export function InsideCard({ settings, readOnly, errors, errorOf, onChange }: Props) {
  const set = (change: Partial<WorkflowSettings>) => onChange({ ...settings, ...change });
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>People inside</CardTitle>
          <CardDescription>Looked at before every step, also for people who are inside already.</CardDescription>
        </div>
      </CardHeader>
      <CardContent className="grid gap-4">
        <Ending
          kind="goal"
          label="People leave when they have reached a goal"
          help="They count as converted."
          value={settings.goal}
          {...{ readOnly, errors, errorOf }}
          onChange={(goal) => set({ goal })}
        />
        <Ending
          kind="exit"
          label="People leave when something else is true"
          help="For example when they became an employee."
          value={settings.exit}
          {...{ readOnly, errors, errorOf }}
          onChange={(exit) => set({ exit })}
        />
        <CheckField
          label="Business hours of its own"
          help="Messages and entry that keep to business hours use these instead of the workspace's."
          checked={settings.business_hours !== null}
          onCheckedChange={(on) => set({ business_hours: on === true ? officeHours : null })}
        />
        {settings.business_hours ? (
          <HoursField
            label="Business hours"
            value={settings.business_hours}
            error={errorOf("settings.business_hours.days")}
            onChange={(business_hours) => set({ business_hours })}
          />
        ) : null}
        <Field
          label="Several runs of one person at the same time"
          name="settings.serial"
          help="A run that has to wait begins as soon as the one before has ended."
          error={errorOf("settings.serial")}
        >
          <NativeSelect
            value={settings.serial}
            onChange={(event) => set({ serial: event.currentTarget.value as WorkflowSettings["serial"] })}
          >
            {Object.entries(serials).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <CheckField
          label="Pause when too many people enter at once"
          help="Everybody is held and nobody is lost; owners and admins are told. People added in bulk do not count."
          checked={settings.breaker !== null}
          onCheckedChange={(on) => set({ breaker: on === true ? { max_per_minute: DEFAULT_MAX_PER_MINUTE } : null })}
        />
        {settings.breaker ? (
          <Field
            label="People a minute"
            name="settings.breaker.max_per_minute"
            error={errorOf("settings.breaker.max_per_minute")}
          >
            <Input
              type="number"
              min={1}
              max={100000}
              className="max-w-40"
              value={Number.isNaN(settings.breaker.max_per_minute) ? "" : settings.breaker.max_per_minute}
              onChange={(event) => set({ breaker: { max_per_minute: event.currentTarget.valueAsNumber } })}
            />
          </Field>
        ) : null}
      </CardContent>
    </Card>
  );
}

type EndingProps = Pick<Props, "readOnly" | "errors" | "errorOf"> & {
  kind: "goal" | "exit";
  label: string;
  help: string;
  value: WorkflowSettings["goal"];
  onChange: (next: WorkflowSettings["goal"]) => void;
};

function Ending({ kind, label, help, value, readOnly, errors, errorOf, onChange }: EndingProps) {
  const path = `settings.${kind}`;
  return (
    <>
      <CheckField
        label={label}
        help={help}
        checked={value !== null}
        onCheckedChange={(on) => onChange(on === true ? { name: "", condition: blank } : null)}
      />
      {value ? (
        <div className="grid gap-3 rounded-md border p-3">
          <Field label="Name" name={`${path}.name`} optional error={errorOf(`${path}.name`)}>
            <Input
              value={value.name}
              maxLength={120}
              placeholder={kind === "goal" ? "Booked a call" : "No longer interested"}
              autoComplete="off"
              onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
            />
          </Field>
          <ContactCondition
            path={`${path}.condition`}
            value={value.condition}
            readOnly={readOnly}
            errors={errors}
            onChange={(condition) => onChange({ ...value, condition: condition ?? ({ all: [] } satisfies Condition) })}
          />
        </div>
      ) : null}
    </>
  );
}
