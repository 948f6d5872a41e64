"use client";
import { CircleAlert } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";

type Props = { scopes: string[]; chosen: string[]; onChange: (scopes: string[]) => void; error?: string };

/** What a key may do: a line per resource with its scopes ("contacts:read"). */
export function ScopeField({ scopes, chosen, onChange, error }: Props) {
  const id = useId();
  const all = chosen.length === scopes.length;
  const resources = [...new Set(scopes.map((scope) => scope.split(":")[0] ?? scope))];
  const toggle = (scope: string, on: boolean) =>
    onChange(on ? [...chosen, scope] : chosen.filter((each) => each !== scope));
  return (
    <fieldset data-field="scopes" aria-describedby={error ? id : undefined} className="grid gap-1.5">
      <legend className="sr-only">Scopes</legend>
      <div className="flex items-baseline justify-between gap-2">
        <span aria-hidden className="text-sm font-medium">
          Scopes
        </span>
        <Button variant="link" size="sm" onClick={() => onChange(all ? [] : scopes)}>
          {all ? "Clear all" : "Choose all"}
        </Button>
      </div>
      <div className="rounded-md border">
        {resources.map((resource) => (
          <div
            key={resource}
            className="grid grid-cols-[minmax(0,1fr)_4.75rem_4.75rem] items-center gap-y-1 border-b px-3 py-1.5 last:border-b-0"
          >
            <span className="text-sm">{resourceName(resource)}</span>
            {scopes
              .filter((scope) => scope.split(":")[0] === resource)
              .sort((a, b) => order(a) - order(b))
              .map((scope) => (
                <CheckField
                  key={scope}
                  className={scope.endsWith(":read") ? "col-start-2" : "col-start-3"}
                  label={
                    <>
                      <span className="sr-only">{resourceName(resource)} </span>
                      {scope.split(":")[1]}
                    </>
                  }
                  checked={chosen.includes(scope)}
                  onCheckedChange={(on) => toggle(scope, on === true)}
                />
              ))}
          </div>
        ))}
      </div>
      {error ? (
        <p id={id} className="flex items-start gap-1.5 text-sm text-failed">
          <CircleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

const order = (scope: string) => ["read", "write"].indexOf(scope.split(":")[1] ?? "") >>> 0;
const names: Record<string, string> = { ai: "AI", "api-keys": "API keys" };

function resourceName(resource: string): string {
  if (names[resource]) return names[resource];
  const words = resource.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
