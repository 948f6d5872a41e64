"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { useWorkspace } from "@/components/shell/api-provider";
import { RelativeTime } from "@/components/shell/relative-time";
import type { RunAnswer } from "@/lib/api/contracts/runs";
import { events } from "@/lib/events";
import { Elapsed } from "./elapsed";

const link = "text-primary underline-offset-4 hover:underline";

/** Who, through what, since when: one row of facts below the title of a run. */
export function RunFacts({ run }: { run: RunAnswer }) {
  const { slug } = useWorkspace();
  const base = `/w/${encodeURIComponent(slug)}`;
  const facts: { label: string; value: ReactNode }[] = [
    {
      label: "Contact",
      value: run.contact ? (
        <Link href={`${base}/contacts/${run.contact.id}`} className={link}>
          {run.contact.email ?? run.contact.name}
        </Link>
      ) : (
        "Deleted"
      ),
    },
    {
      label: "Workflow",
      value: (
        <Link href={`${base}/workflows/${run.workflow.id}`} className={link}>
          {run.workflow.name}
        </Link>
      ),
    },
    { label: "Version", value: run.version },
    { label: "Started by", value: triggerWords(run.trigger) },
    { label: "Started", value: <RelativeTime at={run.started_at} /> },
    {
      label: run.ended_at ? "Took" : "Running for",
      value: <Elapsed from={run.started_at} to={run.ended_at} className="tabular-nums" />,
    },
    ...(run.ended_at ? [{ label: "Ended", value: <RelativeTime at={run.ended_at} /> }] : []),
    ...(run.retry_of
      ? [
          {
            label: "Tries again",
            value: (
              <Link href={`${base}/runs/${run.retry_of}`} className={link}>
                The earlier run
              </Link>
            ),
          },
        ]
      : []),
    ...run.retried_by.slice(-1).map(({ id }) => ({
      label: "Tried again",
      value: (
        <Link href={`${base}/runs/${id}`} className={link}>
          The newer run
        </Link>
      ),
    })),
  ];
  return (
    <dl className="mb-4 flex flex-wrap gap-x-8 gap-y-2">
      {facts.map(({ label, value }) => (
        <div key={label} className="min-w-0 max-w-full">
          <dt className="text-xs text-muted-foreground">{label}</dt>
          <dd className="min-w-0 truncate">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function triggerWords({ type, data }: RunAnswer["trigger"]): string {
  if (type === "form.submitted" && typeof data.form_name === "string") return data.form_name;
  if (type === "workflow.requested") return "By hand or over the API";
  return Object.hasOwn(events, type) ? events[type as keyof typeof events].label : type;
}
