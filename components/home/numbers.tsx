"use client";
import Link from "next/link";
import { useFormat } from "@/components/shell/use-format";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import type { HomeAnswer } from "@/lib/api/contracts/home";

type Tile = { id: keyof HomeAnswer["numbers"]; label: string; definition: string; path: string };

const tiles: Tile[] = [
  {
    id: "new_contacts",
    label: "New contacts",
    definition: "Contacts added since midnight, by a form, by hand or over the API.",
    path: "contacts",
  },
  {
    id: "submissions",
    label: "Form submissions",
    definition: "Forms that visitors sent in since midnight.",
    path: "forms",
  },
  {
    id: "runs_started",
    label: "Runs started",
    definition: "Contacts that entered a workflow since midnight. Test runs do not count.",
    path: "runs",
  },
  {
    id: "runs_failed",
    label: "Runs failed",
    definition: "Of the runs started since midnight, those that ended because a step failed.",
    path: "runs?status=failed",
  },
  {
    id: "emails_sent",
    label: "Emails sent",
    definition: "Emails handed over to the email provider since midnight.",
    path: "messages?tab=all",
  },
];

/** Today in five numbers, each with its definition and a way to the things behind it. */
export function Numbers({ numbers, base }: { numbers: HomeAnswer["numbers"]; base: string }) {
  const { number } = useFormat();
  return (
    <section aria-labelledby="today" className="rounded-lg border bg-border">
      <h2 id="today" className="sr-only">
        Today
      </h2>
      <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-lg sm:grid-cols-3 lg:grid-cols-5">
        {tiles.map((tile, index) => {
          const { today, yesterday } = numbers[tile.id];
          const alarming = tile.id === "runs_failed" && today > 0;
          return (
            <li
              key={tile.id}
              className={cn(
                "bg-card",
                index === tiles.length - 1 && "max-lg:col-span-full lg:col-span-1 sm:max-lg:col-span-2",
              )}
            >
              <Tooltip label={tile.definition} side="bottom">
                <Link
                  href={`${base}/${tile.path}`}
                  className="flex h-full flex-col px-4 py-3 hover:bg-muted focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring"
                >
                  <span className="text-sm text-muted-foreground">{tile.label}</span>
                  <span className={cn("text-2xl font-semibold tabular-nums", alarming && "text-failed")}>
                    {number(today)}
                  </span>
                  <span className="text-xs text-muted-foreground tabular-nums">{`Yesterday ${number(yesterday)}`}</span>
                  <span className="sr-only">{tile.definition}</span>
                </Link>
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
