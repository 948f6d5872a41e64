"use client";
import type { Answer } from "@/lib/api/contract";
import type { runs } from "@/lib/api/contracts/runs";
import { retryWords } from "./retry-words";

/** What a retry would walk again, and what becomes of everything those steps sent. */
export function RetryPreview({ preview }: { preview: Answer<typeof runs.previewRetry> }) {
  const groups = retryWords(preview);
  return (
    <section aria-label="What would happen" className="grid gap-2 rounded-md border p-3">
      <p>A new run begins on version {preview.version}. This one stays as it is.</p>
      {groups.map(({ title, lines }) => (
        <div key={title}>
          <h3 className="text-sm font-medium">{title}</h3>
          <ul className="list-disc pl-5 text-sm break-words text-muted-foreground">
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step may send the same twice, and the list is replaced whole
              <li key={index}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
      {preview.effects.length === 0 ? (
        <p className="text-sm text-muted-foreground">These steps have sent nothing so far.</p>
      ) : null}
    </section>
  );
}
