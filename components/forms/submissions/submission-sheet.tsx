"use client";
import Link from "next/link";
import useSWR from "swr";
import { ConsentProof } from "@/components/forms/submissions/consent-proof";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ErrorState } from "@/components/shell/error-state";
import { Facts, Nothing } from "@/components/shell/facts";
import { useFormat } from "@/components/shell/use-format";
import { Badge } from "@/components/ui/badge";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { type SubmissionAnswer, submissions } from "@/lib/api/contracts/submissions";
import { answerText } from "@/lib/forms/answer-text";

type Props = { id: string; known?: SubmissionAnswer; onClose: () => void };

/** One submission: answers, what differs from the contact, consent proof, where it came from. */
export function SubmissionSheet({ id, known, onClose }: Props) {
  const api = useApi();
  const format = useFormat();
  const { data, error, mutate } = useSWR(known ? null : ["submission", id], () => api(submissions.get, { id }));
  const row = known ?? data;
  return (
    <Sheet open onOpenChange={(open) => (open ? null : onClose())}>
      <SheetContent>
        <div className="border-b px-5 py-4 pr-12">
          <SheetTitle className="text-lg font-semibold">Submission</SheetTitle>
          <SheetDescription className="text-muted-foreground">
            {row ? `${format.dateTime(row.created_at)}, version ${row.version} of the form` : "What a visitor sent"}
          </SheetDescription>
        </div>
        {row ? <Body row={row} /> : null}
        {!row && error ? <ErrorState message={readApiError(error).message} onRetry={() => void mutate()} /> : null}
        {!row && !error ? (
          <div className="grid gap-3 p-5">
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-4 w-2/3" />
          </div>
        ) : null}
      </SheetContent>
    </Sheet>
  );
}

function Body({ row }: { row: SubmissionAnswer }) {
  const { slug } = useWorkspace();
  const differs = Object.entries(row.differs);
  const cameFrom = [
    ...Object.entries(row.utm).map(([name, value]) => ({
      label: name.replace("utm_", "").replace(/^./, (c) => c.toUpperCase()),
      value,
    })),
    { label: "Page before", value: row.referrer },
    { label: "Address", value: row.ip ? <span className="font-mono text-sm">{row.ip}</span> : null },
    { label: "Browser", value: row.user_agent },
  ];
  return (
    <div className="grid gap-6 p-5">
      <section aria-label="Contact">
        {row.contact ? (
          <Link
            href={`/w/${encodeURIComponent(slug)}/contacts/${row.contact.id}`}
            className="font-medium text-primary underline-offset-4 hover:underline"
          >
            {row.contact.name || row.contact.email || "Open the contact"}
          </Link>
        ) : (
          <p className="text-muted-foreground">
            {row.contact_id ? "The contact was deleted." : "No email or phone was given, so no contact was made."}
          </p>
        )}
      </section>
      <section aria-label="Answers">
        <h3 className="pb-2 font-semibold">Answers</h3>
        <dl className="grid gap-3">
          {row.labels.map(({ key, label, options }) => (
            <div key={key}>
              <dt className="text-sm text-muted-foreground">{label}</dt>
              <dd className="break-words whitespace-pre-wrap">
                {answerText(row.answers[key], options) || <Nothing />}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      {differs.length > 0 ? (
        <section aria-label="Differs from the contact">
          <h3 className="pb-1 font-semibold">Differs from the contact</h3>
          <p className="pb-2 text-sm text-muted-foreground">The contact kept what it had.</p>
          <ul className="grid gap-2">
            {differs.map(([field, { contact, answer }]) => (
              <li key={field} className="rounded-md border px-3 py-2">
                <Badge tone="waiting">{fieldWords(field)}</Badge>
                <p className="mt-1 break-words">
                  Contact: <span className="font-medium">{answerText(contact)}</span>
                </p>
                <p className="break-words">
                  Answer: <span className="font-medium">{answerText(answer)}</span>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {row.consent ? <ConsentProof consent={row.consent} /> : null}
      <section aria-label="Where it came from">
        <h3 className="pb-2 font-semibold">Where it came from</h3>
        <Facts items={cameFrom} />
      </section>
    </div>
  );
}

function fieldWords(field: string): string {
  const words = field.replace(/^custom\./, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
