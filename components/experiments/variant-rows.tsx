"use client";
import { Trash2 } from "lucide-react";
import { useRef } from "react";
import type { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { ExperimentAnswer } from "@/lib/api/contracts/experiments";

export type Version = { number: number; note: string | null; live: boolean };
export type Variant = ExperimentAnswer["variants"][number];

const letters = ["a", "b", "c", "d", "e"];
const titles = ["First variant, which others are compared with", "Variant 2", "Variant 3", "Variant 4", "Variant 5"];

type Props = {
  rows: Variant[];
  versions: Version[];
  errorOf: ReturnType<typeof useFormErrors>["errorOf"];
  onChange: (rows: Variant[]) => void;
};

/** The variants of a draft: a name, a published version and a weight each; two to five of them. */
export function VariantRows({ rows, versions, errorOf, onChange }: Props) {
  const set = (at: number, more: Partial<Variant>) =>
    onChange(rows.map((row, n) => (n === at ? { ...row, ...more } : row)));
  const next = freshVariant({ rows, versions });
  const [list, add] = [useRef<HTMLDivElement>(null), useRef<HTMLButtonElement>(null)];
  // What the focus goes to is drawn by then.
  const soon = (work: () => void) => void requestAnimationFrame(work);
  return (
    <div ref={list} className="grid gap-3">
      {rows.map((row, n) => {
        const label = titles[n] ?? "";
        return (
          <fieldset key={row.id} aria-label={label} className="grid min-w-0 gap-2 rounded-md border p-3">
            <div className="flex min-h-7 items-center justify-between gap-2">
              <span aria-hidden className="text-sm text-muted-foreground">
                {label}
              </span>
              {rows.length > 2 ? (
                <Button
                  type="button"
                  variant="ghost"
                  size="sm"
                  className="-mr-1"
                  aria-label={`Remove ${row.name || label}`}
                  onClick={() => {
                    onChange(rows.filter((_, at) => at !== n));
                    // Its button is gone with it.
                    soon(() => add.current?.focus());
                  }}
                >
                  <Trash2 aria-hidden />
                  Remove
                </Button>
              ) : null}
            </div>
            <div className="grid grid-cols-[1fr_5rem] gap-3 sm:grid-cols-[1fr_1fr_5rem]">
              <Field
                label="Name"
                name={`variants.${n}.name`}
                error={errorOf(`variants.${n}.name`)}
                className="max-sm:col-span-2"
              >
                <Input
                  value={row.name}
                  maxLength={60}
                  autoComplete="off"
                  onChange={(event) => set(n, { name: event.currentTarget.value })}
                />
              </Field>
              <Field label="Version" name={`variants.${n}.version`} error={errorOf(`variants.${n}.version`)}>
                <NativeSelect
                  value={row.version}
                  onChange={(event) => set(n, renamed({ row, version: Number(event.currentTarget.value) }))}
                >
                  {versions.some(({ number }) => number === row.version) ? null : (
                    <option value={row.version}>Version {row.version}</option>
                  )}
                  {versions.map((one) => (
                    <option key={one.number} value={one.number}>
                      Version {one.number}
                      {one.live ? " (live)" : ""}
                      {one.note ? `: ${one.note}` : ""}
                    </option>
                  ))}
                </NativeSelect>
              </Field>
              <Field label="Weight" name={`variants.${n}.weight`} error={errorOf(`variants.${n}.weight`)}>
                <Input
                  type="number"
                  min={1}
                  max={100}
                  value={row.weight || ""}
                  onChange={(event) => set(n, { weight: Number(event.currentTarget.value) })}
                />
              </Field>
            </div>
          </fieldset>
        );
      })}
      {next ? (
        <Button
          type="button"
          variant="outline"
          size="sm"
          className="justify-self-start"
          ref={add}
          onClick={() => {
            onChange([...rows, next]);
            soon(() => list.current?.querySelector<HTMLElement>(`[name="variants.${rows.length}.name"]`)?.focus());
          }}
        >
          Add a variant
        </Button>
      ) : null}
    </div>
  );
}

/** A variant with the newest version that none has yet; null when there is none or there are five. */
export function freshVariant({ rows, versions }: { rows: Variant[]; versions: Version[] }): Variant | null {
  const version = versions.find(({ number }) => !rows.some((row) => row.version === number))?.number;
  const id = letters.find((letter) => !rows.some((row) => row.id === letter));
  return version && id ? { id, name: nameOf(version), version, weight: rows[0]?.weight ?? 50 } : null;
}

const nameOf = (version: number) => `Version ${version}`;

/** Another version; a name that nobody chose follows it. */
function renamed({ row, version }: { row: Variant; version: number }): Partial<Variant> {
  return { version, ...(row.name === nameOf(row.version) ? { name: nameOf(version) } : {}) };
}
