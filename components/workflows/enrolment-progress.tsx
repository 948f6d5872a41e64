"use client";
import Link from "next/link";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { JobProgress, LeftOut } from "@/components/shell/job-progress";
import { useFormat } from "@/components/shell/use-format";
import { ruleWords } from "@/components/workflows/rule-words";
import { type BulkEnrolment, enrolments } from "@/lib/api/contracts/enrolments";

/** How far a bulk enrolment is, who entered and who did not by which rule; can be cancelled while it runs. */
export function EnrolmentProgress({ initial }: { initial: BulkEnrolment }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { number } = useFormat();
  const { id } = initial;
  return (
    <JobProgress
      initial={initial}
      kind="enrolment"
      load={() => api(enrolments.get, { id })}
      cancel={() => api(enrolments.cancel, { id })}
      isSettled={settled}
      counts="People asked in"
      stopLabel="Ask nobody else"
    >
      {({ entered, refused, reason, workflow_id }) => (
        <>
          <p>
            {number(entered)} entered, {number(refused.reduce((sum, one) => sum + one.count, 0))} did not.{" "}
            <Link
              href={`/w/${encodeURIComponent(slug)}/workflows/${workflow_id}/entries`}
              className="underline underline-offset-4"
            >
              Entry log
            </Link>
          </p>
          <LeftOut reasons={refused.map(({ rule, count }) => ({ reason: ruleWords(rule), count }))} />
          {reason ? <p className="text-sm text-muted-foreground">{reason}</p> : null}
        </>
      )}
    </JobProgress>
  );
}

/** Ended, and decided about everybody who was asked. */
function settled(enrolment: BulkEnrolment): boolean {
  if (enrolment.status === "running") return false;
  return enrolment.entered + enrolment.refused.reduce((sum, one) => sum + one.count, 0) >= enrolment.requested;
}
