"use client";
import { CircleHelp } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import useSWR from "swr";
import { RuleList } from "@/components/explain/rule-list";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { RelativeTime } from "@/components/shell/relative-time";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Skeleton } from "@/components/ui/skeleton";
import { explain } from "@/lib/api/contracts/explain";
import { workflows } from "@/lib/api/contracts/workflows";

/** Why a contact did or did not enter a workflow, and what would happen now. */
export function WhyEntry({ contact }: { contact: { id: string; name: string } }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <CircleHelp aria-hidden />
          Why?
        </Button>
      </DialogTrigger>
      {open ? <Body contact={contact} /> : null}
    </Dialog>
  );
}

function Body({ contact }: { contact: { id: string; name: string } }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useSWR(["why-workflows", slug], () => api(workflows.list, { limit: 200 }));
  const options = list.data?.data ?? [];
  const workflowId = chosen ?? (options.find(({ status }) => status === "live") ?? options[0])?.id ?? null;
  const { data, error } = useSWR(workflowId ? ["why", workflowId, contact.id] : null, () =>
    api(explain.entry, { id: workflowId ?? "", contact: contact.id }),
  );
  const problem = list.error ?? error;
  return (
    <DialogContent>
      <DialogHeader>
        <DialogTitle>Why did {contact.name} enter or not?</DialogTitle>
        <DialogDescription>Every rule in the order in which it is asked, with what decided.</DialogDescription>
      </DialogHeader>
      <DialogBody className="grid grid-cols-1 content-start gap-4">
        <FormMessage message={problem ? readApiError(problem).message : null} />
        {list.data && options.length === 0 ? <p>There are no workflows yet.</p> : null}
        {options.length > 0 ? (
          <Field label="Workflow">
            <NativeSelect value={workflowId ?? ""} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
              {options.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </NativeSelect>
          </Field>
        ) : null}
        {!data && !problem && options.length > 0 ? <Skeleton className="h-40" /> : null}
        {data ? (
          <>
            <section className="grid gap-2">
              <h3 className="font-medium">
                {data.now.enters ? "Would enter now if a trigger matched" : "Would not enter now"}
              </h3>
              <RuleList label="Rules now" rules={data.now.rules} />
            </section>
            {data.decisions.length === 0 ? (
              <p className="text-sm text-muted-foreground">
                Nothing this contact did has reached a trigger of this workflow yet.
              </p>
            ) : null}
            {data.decisions.map(({ decision, rules }) => (
              <details key={decision.id} className="rounded-md border">
                <summary className="cursor-pointer px-3 py-2 text-sm">
                  <span className={decision.entered ? "text-done" : "text-failed"}>
                    {decision.entered ? "Entered" : "Did not enter"}
                  </span>{" "}
                  <RelativeTime at={decision.at} className="text-muted-foreground" />
                  {decision.activity ? <span>: {decision.activity.label}</span> : null}
                  <span className="block break-words text-muted-foreground">{decision.reason}</span>
                </summary>
                <div className="grid gap-2 border-t p-3">
                  <RuleList label="Rules then" rules={rules} />
                  {decision.run_id ? (
                    <Link
                      href={`/w/${encodeURIComponent(slug)}/runs/${decision.run_id}`}
                      className="text-sm text-primary underline-offset-4 hover:underline"
                    >
                      Open the run
                    </Link>
                  ) : null}
                </div>
              </details>
            ))}
          </>
        ) : null}
      </DialogBody>
    </DialogContent>
  );
}
