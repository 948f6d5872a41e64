import Link from "next/link";
import type { ReactNode } from "react";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";

export type Line = {
  id: string;
  href: string;
  title: ReactNode;
  /** Stands right of the title: a state. */
  mark?: ReactNode;
  detail?: ReactNode;
  /** Stands at the right end of the title, so that the detail has the whole width: when. */
  when?: ReactNode;
};

type Props = { id: string; title: string; all: { href: string; label: string }; lines: Line[]; empty: ReactNode };

/** A short list with a way to the whole one. */
export function LineList({ id, title, all, lines, empty }: Props) {
  return (
    <Card aria-labelledby={id} className="flex min-w-0 flex-col">
      <CardHeader>
        <CardTitle id={id}>{title}</CardTitle>
        <Link
          href={all.href}
          className="inline-flex min-h-6 items-center text-sm text-primary underline-offset-4 hover:underline"
        >
          {all.label}
        </Link>
      </CardHeader>
      {lines.length === 0 ? (
        <div className="flex flex-1 flex-col items-center justify-center px-4 py-8 text-center text-pretty text-muted-foreground">
          {empty}
        </div>
      ) : (
        <ul className="divide-y">
          {lines.map((line) => (
            <li key={line.id}>
              <Link
                href={line.href}
                className="block px-4 py-2.5 last:rounded-b-lg hover:bg-muted focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring"
              >
                <span className="flex min-w-0 items-center gap-2">
                  <span className="truncate font-medium">{line.title}</span>
                  {line.mark}
                  {line.when ? (
                    <span className="ml-auto shrink-0 pl-1 text-sm text-muted-foreground">{line.when}</span>
                  ) : null}
                </span>
                {line.detail ? (
                  <span className="line-clamp-2 text-sm break-words text-muted-foreground">{line.detail}</span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
