"use client";
import Link from "next/link";
import { useState } from "react";
import useSWR from "swr";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { EnrolmentProgress } from "@/components/workflows/enrolment-progress";
import { type BulkEnrolment, type EnrolmentFilter, enrolments } from "@/lib/api/contracts/enrolments";
import { workflows } from "@/lib/api/contracts/workflows";

type Props = {
  /** Who is meant: chosen contacts by id, or everybody who fits the filter of the list. */
  filter: EnrolmentFilter;
  onClose: () => void;
};

/** Adds many contacts to a live workflow: counts them first, then shows how far it is and what the entry rules decided. */
export function EnrolDialog({ filter, onClose }: Props) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { plural } = useFormat();
  const [workflowId, setWorkflowId] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [made, setMade] = useState<BulkEnrolment | null>(null);
  const live = useSWR(["live-workflows", slug], () => api(workflows.list, { status: "live", limit: 200 }));
  const first = live.data?.data[0]?.id;
  const chosen = workflowId || first;
  const count = useSWR(first ? ["enrol-count", slug, JSON.stringify(filter)] : null, () =>
    api(enrolments.preview, { id: first as string, filter }),
  );

  async function start() {
    if (!chosen) return;
    setBusy(true);
    setProblem(null);
    try {
      setMade(await api(enrolments.create, { id: chosen, filter }));
    } catch (thrown) {
      setProblem(readApiError(thrown).message);
    }
    setBusy(false);
  }

  const people = count.data
    ? plural({ count: count.data.count, one: "{n} contact", other: "{n} contacts" })
    : "these contacts";
  const failed = live.error ?? count.error;
  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Add {people} to a workflow</DialogTitle>
          <DialogDescription>
            They are asked in one after the other, in the background. The workflow's entry rules decide about each of
            them.
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="grid content-start gap-3">
          <FormMessage message={problem ?? (failed ? readApiError(failed).message : null)} />
          {made ? (
            <EnrolmentProgress initial={made} />
          ) : live.data && !first ? (
            <p>
              No workflow is live.{" "}
              <Link href={`/w/${encodeURIComponent(slug)}/workflows`} className="underline underline-offset-4">
                Publish one first
              </Link>
              .
            </p>
          ) : (
            <Field label="Workflow">
              <NativeSelect value={chosen ?? ""} onChange={(event) => setWorkflowId(event.currentTarget.value)}>
                {live.data?.data.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          )}
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onClose} disabled={busy}>
            {made ? "Close" : "Cancel"}
          </Button>
          {made ? null : (
            <Button onClick={start} busy={busy} disabled={!chosen || !count.data || count.data.count === 0}>
              Add {people}
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
