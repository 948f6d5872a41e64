"use client";
import Link from "next/link";
import { useRef, useState } from "react";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { formatList } from "@/components/shell/format";
import { PageHeader } from "@/components/shell/page-header";
import { RelativeTime } from "@/components/shell/relative-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { useFormat } from "@/components/shell/use-format";
import { useLive } from "@/components/shell/use-live";
import { type HomeAnswer, home } from "@/lib/api/contracts/home";
import type { RunSummary } from "@/lib/api/contracts/runs";
import { type Line, LineList } from "./line-list";
import { Numbers } from "./numbers";
import { isSetUp, SetupList } from "./setup-list";

/** The first screen: today in numbers, who came in, what is under way, and what failed. Kept current while it is open. */
export function Home({ initial }: { initial: HomeAnswer }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { date } = useFormat();
  const base = `/w/${encodeURIComponent(slug)}`;
  const [answer, setAnswer] = useState(initial);
  const asked = useRef(0);
  function refresh() {
    asked.current += 1;
    const turn = asked.current;
    api(home.get, {})
      .then((fresh) => {
        if (turn === asked.current) setAnswer(fresh);
      })
      // What is on screen stays; the next change asks again.
      .catch(() => {});
  }
  useLive({ kind: "run", onChange: refresh });
  useLive({ kind: "contact", onChange: refresh });

  const { numbers, setup, latest_leads, running, attention } = answer;
  return (
    <>
      <PageHeader title="Home" description={date(answer.since)} />
      <div className="grid gap-4">
        {isSetUp(setup) ? null : <SetupList setup={setup} base={base} />}
        <Numbers numbers={numbers} base={base} />
        <div className="grid items-stretch gap-4 lg:grid-cols-2">
          {attention.length > 0 ? (
            <div className="min-w-0 lg:col-span-2">
              <LineList
                id="attention"
                title="Needs attention"
                all={{ href: `${base}/runs?status=failed`, label: "All failed runs" }}
                lines={attention.map((run) => ({
                  ...runLine({ run, base, detail: run.reason ?? "A step failed." }),
                  // All of them failed; which workflow says more.
                  mark: <span className="truncate text-sm text-muted-foreground">{run.workflow.name}</span>,
                }))}
                empty={null}
              />
            </div>
          ) : null}
          <LineList
            id="leads"
            title="Latest leads"
            all={{ href: `${base}/contacts?status=lead`, label: "All leads" }}
            lines={latest_leads.map((lead) => ({
              id: lead.id,
              href: `${base}/contacts/${lead.id}`,
              title: lead.name,
              detail: [lead.email, sourceWords(lead.source)].filter(Boolean).join(" · "),
              when: <RelativeTime at={lead.created_at} />,
            }))}
            empty={
              setup.form_published ? (
                <p>Share the address of your form. Whoever sends it in appears here at once.</p>
              ) : (
                <p>
                  Nobody yet. <WayTo href={`${base}/forms`}>Make and publish a form</WayTo> to let the first lead in.
                </p>
              )
            }
          />
          <LineList
            id="running"
            title="Running now"
            all={{ href: `${base}/runs`, label: "All runs" }}
            lines={running.map((run) =>
              runLine({
                run,
                base,
                detail: [run.workflow.name, formatList({ items: run.current_nodes })].filter(Boolean).join(" · "),
              }),
            )}
            empty={
              setup.workflow_published ? (
                <p>Nothing is under way. Whoever enters a workflow is shown here, with the step they are at.</p>
              ) : (
                <p>
                  Nothing runs yet. <WayTo href={`${base}/workflows`}>Draw and publish a workflow</WayTo> first.
                </p>
              )
            }
          />
        </div>
      </div>
    </>
  );
}

function WayTo({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="text-primary underline underline-offset-4">
      {children}
    </Link>
  );
}

function runLine({ run, base, detail }: { run: RunSummary; base: string; detail: string }): Line {
  return {
    id: run.id,
    href: `${base}/runs/${run.id}`,
    title: run.contact?.name ?? "Deleted contact",
    mark: <StatusBadge kind="run" status={run.status} />,
    detail,
    when: <RelativeTime at={run.ended_at ?? run.started_at} />,
  };
}

// Spaces that do not break: the words stay together when the line is too narrow for them.
const sources: Record<string, string> = {
  form: "by\u00a0form",
  manual: "by\u00a0hand",
  api: "over\u00a0the\u00a0API",
  import: "by\u00a0import",
};

function sourceWords(source: string | null): string | null {
  return source === null ? null : (sources[source] ?? source);
}
