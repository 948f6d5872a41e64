import { Check, Minus, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { ExplainedRule } from "@/lib/api/contracts/explain";
import { words } from "@/lib/conditions/fields";

const looks = {
  passed: { Icon: Check, look: "text-done", word: "Passed" },
  refused: { Icon: X, look: "text-failed", word: "Refused" },
  not_asked: { Icon: Minus, look: "text-muted-foreground", word: "Not asked" },
};

/** Rules in the order in which they are asked, with the value that decided. */
export function RuleList({ label, rules }: { label: string; rules: ExplainedRule[] }) {
  return (
    <ol aria-label={label} className="grid min-w-0 gap-1 text-sm">
      {rules.map((rule) => {
        const { Icon, look, word } = looks[rule.outcome];
        const value = valueWords(rule.value);
        return (
          <li key={rule.rule} className="flex items-start gap-2">
            <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", look)} />
            <div className="min-w-0">
              <span className={rule.outcome === "not_asked" ? "text-muted-foreground" : undefined}>{rule.label}</span>
              <span className="sr-only">: {word}</span>
              {rule.reason ? <p className="break-words text-muted-foreground">{rule.reason}</p> : null}
              {value && rule.outcome !== "not_asked" ? (
                <p className="text-xs text-muted-foreground [overflow-wrap:anywhere]">{value}</p>
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** What a rule looked at, as people read it: names and states in words, without ids and what is empty. */
function valueWords(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return /^[a-z]+(_[a-z]+)*$/.test(value) ? words(value) : value;
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value))
    return value.map((one) => (typeof one === "string" ? one : valueWords(one))).join(", ") || null;
  const parts = Object.entries(value).flatMap(([name, one]) => {
    const said = /(_id|Id)$/.test(name) ? null : valueWords(one);
    return said === null ? [] : [`${words(name)}: ${said}`];
  });
  return parts.join(" · ") || null;
}
