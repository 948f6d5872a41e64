import { type Fact, Facts } from "@/components/shell/facts";
import { CodeBlock } from "@/components/ui/code-block";

/** What a step took or gave: short values as names and values, everything else as JSON. `label` names it. */
export function Values({ label, values, empty }: { label: string; values: Record<string, unknown>; empty: string }) {
  const entries = Object.entries(values);
  if (entries.length === 0) return <p className="text-muted-foreground">{empty}</p>;
  if (!entries.every(([, value]) => isShort(value)))
    return <CodeBlock label={label} code={JSON.stringify(values, null, 2)} wrap />;
  const items = entries.map(([name, value]): Fact => ({ label: words(name), value: shown(value) }));
  return <Facts items={items} className="text-sm" />;
}

function isShort(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => typeof one === "string" || typeof one === "number");
  return value === null || typeof value !== "object";
}

function shown(value: unknown) {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.join(", ");
  if (value === null || value === undefined) return null;
  return <span className="whitespace-pre-wrap">{String(value)}</span>;
}

/** "message_id" and "onError" as people would write them. */
function words(name: string): string {
  const text = name
    .replaceAll("_", " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
