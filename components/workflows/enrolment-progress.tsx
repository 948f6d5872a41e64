"use client";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import useSWR from "swr";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { ruleWords } from "@/components/workflows/rule-words";
import { type BulkEnrolment, enrolments } from "@/lib/api/contracts/enrolments";

const EVERY_MS = 1500;
const words: Record<BulkEnrolment["status"], string> = {
  running: "Under way",
  done: "Done",
  cancelled: "Cancelled",
  failed: "Ended early",
};

/** How far a bulk enrolment is, who entered and who did not by which rule; can be cancelled while it runs. */
export function EnrolmentProgress({ initial }: { initial: BulkEnrolment }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { number } = useFormat();
  const [busy, setBusy] = useState(false);
  const { data = initial, mutate } = useSWR(["enrolment", initial.id], () => api(enrolments.get, { id: initial.id }), {
    fallbackData: initial,
    refreshInterval: (latest) => (settled(latest) ? 0 : EVERY_MS),
  });
  async function cancel() {
    setBusy(true);
    try {
      await mutate(api(enrolments.cancel, { id: initial.id }), { revalidate: false });
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    }
    setBusy(false);
  }
  const refused = data.refused.reduce((sum, one) => sum + one.count, 0);
  return (
    <div className="grid gap-2 rounded-md border p-3">
      <div className="flex flex-wrap items-center justify-between gap-2" role="status">
        <span className="font-medium">{words[data.status]}</span>
        <span className="text-sm text-muted-foreground">
          {number(data.looked_at)} of {number(data.total)}
        </span>
      </div>
      <Progress label="People asked in" value={data.looked_at} max={Math.max(1, data.total)} />
      <p>
        {number(data.entered)} entered, {number(refused)} did not.{" "}
        <Link
          href={`/w/${encodeURIComponent(slug)}/workflows/${data.workflow_id}/entries`}
          className="underline underline-offset-4"
        >
          Entry log
        </Link>
      </p>
      {data.refused.length > 0 ? (
        <ul className="text-sm text-muted-foreground">
          {data.refused.map((one) => (
            <li key={one.rule}>
              {ruleWords(one.rule)}: {number(one.count)}
            </li>
          ))}
        </ul>
      ) : null}
      {data.reason ? <p className="text-sm text-muted-foreground">{data.reason}</p> : null}
      {data.status === "running" ? (
        <Button variant="outline" size="sm" className="justify-self-start" onClick={cancel} busy={busy}>
          Ask nobody else
        </Button>
      ) : null}
    </div>
  );
}

/** Ended, and decided about everybody who was asked. */
function settled(enrolment: BulkEnrolment | undefined): boolean {
  if (!enrolment || enrolment.status === "running") return false;
  return enrolment.entered + enrolment.refused.reduce((sum, one) => sum + one.count, 0) >= enrolment.requested;
}
