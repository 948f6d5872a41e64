"use client";
import { Inbox } from "lucide-react";
import { useState } from "react";
import { SubmissionSheet } from "@/components/forms/submissions/submission-sheet";
import { useApi } from "@/components/shell/api-provider";
import { CopyButton } from "@/components/shell/copy-button";
import { type Column, DataTable } from "@/components/shell/data-table";
import { EmptyState } from "@/components/shell/empty-state";
import { RelativeTime } from "@/components/shell/relative-time";
import { usePages } from "@/components/shell/use-pages";
import { Badge } from "@/components/ui/badge";
import type { FormSummary } from "@/lib/api/contracts/forms";
import { type SubmissionAnswer, submissions } from "@/lib/api/contracts/submissions";
import { answerText } from "@/lib/forms/answer-text";

/** What visitors sent, newest first; one opens beside the list, also by its address. */
export function SubmissionList({ form, open: first }: { form: FormSummary; open?: string }) {
  const api = useApi();
  const [open, setOpen] = useState<string | null>(first ?? null);
  const pages = usePages<SubmissionAnswer>({
    key: form.id,
    load: ({ cursor, signal }) => api(submissions.list, { form: form.id, ...(cursor ? { cursor } : {}) }, { signal }),
  });

  function show(id: string | null) {
    setOpen(id);
    const address = new URL(location.href);
    if (id) address.searchParams.set("submission", id);
    else address.searchParams.delete("submission");
    history.replaceState(null, "", address);
  }

  const columns: Column<SubmissionAnswer>[] = [
    {
      id: "who",
      header: "From",
      width: "30%",
      cell: (row) => (
        <button
          type="button"
          onClick={() => show(row.id)}
          className="max-w-full truncate text-left after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-sm focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {row.contact ? row.contact.name || row.contact.email || "Contact without a name" : "No contact"}
          {row.contact?.name && row.contact.email ? (
            <span className="pl-2 font-normal text-muted-foreground">{row.contact.email}</span>
          ) : null}
        </button>
      ),
    },
    { id: "answers", header: "Answers", cell: summary },
    { id: "marks", header: "Notes", width: "170px", cell: marks },
    {
      id: "at",
      header: "Sent",
      width: "150px",
      cell: (row) => <RelativeTime at={row.created_at} className="text-muted-foreground" />,
    },
  ];

  return (
    <>
      <DataTable
        label="Submissions"
        {...pages.table}
        columns={columns}
        getId={(row) => row.id}
        empty={
          <EmptyState
            icon={<Inbox aria-hidden />}
            title="No submissions yet"
            description={
              form.status === "published"
                ? "The form is online. Share its address, and what people send appears here."
                : "Publish the form and share its address. What people send appears here."
            }
            action={form.status === "published" ? <CopyButton value={form.url} label="Copy address" /> : undefined}
          />
        }
      />
      {open ? (
        <SubmissionSheet id={open} known={pages.rows.find((row) => row.id === open)} onClose={() => show(null)} />
      ) : null}
    </>
  );
}

function summary(row: SubmissionAnswer) {
  const own = [row.contact?.email, row.contact?.name];
  const texts = row.labels.flatMap(({ key, options }) => {
    const value = row.answers[key];
    // A box left empty says nothing worth a place in one line.
    const text = value === false ? "" : answerText(value, options);
    return text && !own.includes(text) ? [text] : [];
  });
  return texts.length > 0 ? <span className="text-muted-foreground">{texts.join(" · ")}</span> : null;
}

function marks(row: SubmissionAnswer) {
  const differing = Object.keys(row.differs).length;
  if (differing === 0 && !row.consent?.given) return null;
  return (
    <span className="inline-flex gap-1.5">
      {differing > 0 ? <Badge tone="waiting">{differing === 1 ? "1 differs" : `${differing} differ`}</Badge> : null}
      {row.consent?.given ? (
        <Badge tone={row.consent.recorded || row.consent.reason === "already_granted" ? "done" : "skipped"}>
          Agreed
        </Badge>
      ) : null}
    </span>
  );
}
