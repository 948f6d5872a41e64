"use client";
import { RelativeTime } from "@/components/shell/relative-time";
import { EnrolmentProgress } from "@/components/workflows/enrolment-progress";
import type { BulkEnrolment } from "@/lib/api/contracts/enrolments";

/** The latest bulk enrolments of a workflow, above its entry log; nothing where there were none. */
export function BulkEnrolments({ initial }: { initial: BulkEnrolment[] }) {
  if (initial.length === 0) return null;
  return (
    <section aria-label="People added in bulk" className="mb-4 grid gap-3 lg:grid-cols-3">
      {initial.map((one) => (
        <div key={one.id} className="grid content-start gap-1">
          <p className="text-sm text-muted-foreground">
            Added in bulk <RelativeTime at={one.created_at} />
          </p>
          <EnrolmentProgress initial={one} />
        </div>
      ))}
    </section>
  );
}
