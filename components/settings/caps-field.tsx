"use client";
import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { capChannels, type FrequencyCap } from "@/lib/api/contracts/sending-limits";

const names: Record<FrequencyCap["channel"], string> = {
  any: "Any channel",
  email: "Email",
  sms: "SMS",
  whatsapp: "WhatsApp",
  call: "Calls",
};

type Props = {
  value: FrequencyCap[];
  onChange: (next: FrequencyCap[]) => void;
  errorOf: (name: string) => string | undefined;
};

/** Limits on marketing to one contact: so many messages by a channel within so many hours. */
export function CapsField({ value, onChange, errorOf }: Props) {
  const set = (at: number, change: Partial<FrequencyCap>) =>
    onChange(value.map((cap, n) => (n === at ? { ...cap, ...change } : cap)));
  return (
    <div className="grid gap-3">
      {value.map((cap, n) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: limits have no identity but their place
          key={n}
          className="grid items-start gap-2 max-sm:rounded-md max-sm:border max-sm:p-3 sm:grid-cols-[1fr_7rem_7rem_auto]"
        >
          <Field label="Channel" name={`frequency_caps.${n}.channel`} error={errorOf(`frequency_caps.${n}.channel`)}>
            <NativeSelect
              value={cap.channel}
              onChange={(event) => set(n, { channel: event.currentTarget.value as FrequencyCap["channel"] })}
            >
              {capChannels.map((channel) => (
                <option key={channel} value={channel}>
                  {names[channel]}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <NumberOf
            label="At most"
            name={`frequency_caps.${n}.count`}
            value={cap.count}
            onChange={(count) => set(n, { count })}
            errorOf={errorOf}
          />
          <NumberOf
            label="Within hours"
            name={`frequency_caps.${n}.hours`}
            value={cap.hours}
            onChange={(hours) => set(n, { hours })}
            errorOf={errorOf}
          />
          <Button
            variant="ghost"
            size="icon-sm"
            className="sm:mt-6"
            aria-label={`Remove limit ${n + 1}`}
            onClick={() => onChange(value.filter((_, at) => at !== n))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button variant="outline" onClick={() => onChange([...value, { channel: "any", count: 3, hours: 24 }])}>
          <Plus aria-hidden />
          Add a limit
        </Button>
      </div>
    </div>
  );
}

function NumberOf(props: {
  label: string;
  name: string;
  value: number;
  onChange: (next: number) => void;
  errorOf: (name: string) => string | undefined;
}) {
  const { label, name, value, onChange, errorOf } = props;
  return (
    <Field label={label} name={name} error={errorOf(name)}>
      <Input
        type="number"
        inputMode="numeric"
        min={1}
        step={1}
        value={Number.isFinite(value) ? value : ""}
        onChange={(event) =>
          onChange(event.currentTarget.value === "" ? Number.NaN : Number(event.currentTarget.value))
        }
      />
    </Field>
  );
}
