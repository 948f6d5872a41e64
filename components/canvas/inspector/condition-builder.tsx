"use client";
import { Plus, X } from "lucide-react";
import { ComparisonRow } from "@/components/canvas/inspector/comparison-row";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { NativeSelect } from "@/components/ui/native-select";
import type { Comparison, Condition } from "@/lib/conditions";

type Join = "all" | "any" | "none";
type Props = {
  path: string;
  value: Condition | undefined;
  /** May be left out: an emptied builder then gives undefined. */
  optional?: boolean;
  onChange: (next: Condition | undefined) => void;
};

const MAX_SHOWN_DEPTH = 4;
const blank: Comparison = { field: "", op: "is", value: "" };
const joins: Record<Join, string> = { all: "All of these", any: "Any of these", none: "None of these" };

/** Builds a condition: comparisons joined by all, any or none, with groups inside groups. */
export function ConditionBuilder({ path, value, optional, onChange }: Props) {
  const root = value === undefined ? { join: "all" as Join, parts: [] } : opened(value);
  return (
    <Group
      path={path}
      depth={0}
      join={root.join}
      parts={root.parts}
      wrapped={value !== undefined && !isGroup(value)}
      onChange={(join, parts) => onChange(optional && parts.length === 0 ? undefined : closed(join, parts))}
    />
  );
}

type GroupProps = {
  path: string;
  depth: number;
  join: Join;
  parts: Condition[];
  /** The one part is not inside a group in the stored condition. */
  wrapped?: boolean;
  onChange: (join: Join, parts: Condition[]) => void;
  onRemove?: () => void;
};

function Group({ path, depth, join, parts, wrapped, onChange, onRemove }: GroupProps) {
  const { readOnly, touch } = useInspected();
  const inner = join === "none" ? `${path}.not.any` : `${path}.${join}`;
  const empty = useFieldError(inner);
  const whole = useFieldError(path);
  const set = (n: number, part: Condition) =>
    onChange(
      join,
      parts.map((other, index) => (index === n ? part : other)),
    );
  const drop = (n: number) =>
    onChange(
      join,
      parts.filter((_, index) => index !== n),
    );
  return (
    <div className={cn("grid gap-2", depth > 0 && "rounded-md border border-dashed p-2")}>
      {parts.length > 1 || depth > 0 || join !== "all" ? (
        <div className="flex items-center gap-1">
          <NativeSelect
            aria-label="How these conditions are joined"
            className="max-w-40"
            disabled={readOnly}
            value={join}
            onChange={(event) => onChange(event.currentTarget.value as Join, parts)}
          >
            {Object.entries(joins).map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </NativeSelect>
          {onRemove && !readOnly ? (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label="Remove this group"
              className="ml-auto"
              onClick={onRemove}
            >
              <X aria-hidden />
            </Button>
          ) : null}
        </div>
      ) : null}
      {parts.map((part, n) => {
        const at = wrapped ? path : `${inner}.${n}`;
        if (isGroup(part)) {
          const group = opened(part);
          return (
            <Group
              // biome-ignore lint/suspicious/noArrayIndexKey: comparisons have no identity besides their place
              key={n}
              path={at}
              depth={depth + 1}
              join={group.join}
              parts={group.parts}
              onChange={(nextJoin, next) => set(n, closed(nextJoin, next))}
              onRemove={() => drop(n)}
            />
          );
        }
        return (
          <ComparisonRow
            // biome-ignore lint/suspicious/noArrayIndexKey: comparisons have no identity besides their place
            key={n}
            path={at}
            value={part as Comparison}
            onChange={(next) => set(n, next)}
            onRemove={() => drop(n)}
          />
        );
      })}
      {empty || (whole && parts.length === 0) ? <p className="text-sm text-failed">{empty ?? whole}</p> : null}
      {readOnly ? null : (
        <div className="flex gap-1">
          <Button
            variant="outline"
            size="sm"
            onClick={() => {
              touch(inner);
              onChange(join, [...parts, blank]);
            }}
          >
            <Plus aria-hidden />
            Add condition
          </Button>
          {depth < MAX_SHOWN_DEPTH && parts.length > 0 ? (
            <Button variant="ghost" size="sm" onClick={() => onChange(join, [...parts, { any: [blank] }])}>
              Add group
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}

const isGroup = (condition: Condition) => "all" in condition || "any" in condition || "not" in condition;

/** A condition as the builder shows it: how its parts are joined, and the parts. */
function opened(condition: Condition): { join: Join; parts: Condition[] } {
  if ("all" in condition) return { join: "all", parts: condition.all };
  if ("any" in condition) return { join: "any", parts: condition.any };
  if ("not" in condition)
    return "any" in condition.not
      ? { join: "none", parts: condition.not.any }
      : { join: "none", parts: [condition.not] };
  return { join: "all", parts: [condition] };
}

function closed(join: Join, parts: Condition[]): Condition {
  return join === "none" ? { not: { any: parts } } : join === "any" ? { any: parts } : { all: parts };
}
