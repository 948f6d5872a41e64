"use client";
import Link from "next/link";
import { useState } from "react";
import useSWR from "swr";
import { RuleList } from "@/components/explain/rule-list";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { RelativeTime } from "@/components/shell/relative-time";
import { StatusBadge } from "@/components/shell/status-badge";
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
import { Skeleton } from "@/components/ui/skeleton";
import { explain } from "@/lib/api/contracts/explain";
import type { messageStatuses } from "@/lib/api/contracts/messages";

/** Why a message was sent or not, what the rules say now, and which step of which run wanted it. */
export function WhyMessage({ messageId, about }: { messageId: string; about: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="link" size="sm" aria-label={`Why: ${about}`} onClick={(event) => event.stopPropagation()}>
          Why?
        </Button>
      </DialogTrigger>
      {open ? <Body messageId={messageId} /> : null}
    </Dialog>
  );
}

function Body({ messageId }: { messageId: string }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { data, error } = useSWR(["why-message", messageId], () => api(explain.message, { id: messageId }));
  return (
    <DialogContent>
      <DialogHeader>
        <DialogTitle>{data?.message.subject || "Why this message"}</DialogTitle>
        <DialogDescription>Every rule of sending in the order in which it is asked.</DialogDescription>
      </DialogHeader>
      <DialogBody className="grid grid-cols-1 content-start gap-4">
        <FormMessage message={error ? readApiError(error).message : null} />
        {!data && !error ? <Skeleton className="h-40" /> : null}
        {data ? (
          <>
            <p className="text-sm">
              <StatusBadge kind="message" status={data.message.status as (typeof messageStatuses)[number]} /> to{" "}
              {data.message.to}, <RelativeTime at={data.message.at} />
              {data.message.reason ? <span className="block text-muted-foreground">{data.message.reason}</span> : null}
            </p>
            {data.cause ? (
              <section className="text-sm">
                <h3 className="font-medium">Who wanted it</h3>
                <p>
                  {data.cause.step ? `"${data.cause.step}" in ` : ""}
                  <Link
                    href={`/w/${encodeURIComponent(slug)}/runs/${data.cause.run_id}`}
                    className="text-primary underline underline-offset-4"
                  >
                    a run of {data.cause.workflow.name}
                  </Link>
                  , version {data.cause.workflow.version}.
                </p>
                {data.cause.entry ? <p className="text-muted-foreground">{data.cause.entry.reason}</p> : null}
              </section>
            ) : null}
            <section className="grid gap-2">
              <h3 className="text-sm font-medium">When it was decided</h3>
              {data.rules ? (
                <RuleList label="Rules then" rules={data.rules} />
              ) : (
                <p className="text-sm text-muted-foreground">What the rules said was not kept for this message.</p>
              )}
            </section>
            {data.now ? (
              <section className="grid gap-2">
                <h3 className="text-sm font-medium">
                  {data.now.sends ? "Could be sent now" : "Could not be sent now"}
                </h3>
                <RuleList label="Rules now" rules={data.now.rules} />
              </section>
            ) : null}
          </>
        ) : null}
      </DialogBody>
    </DialogContent>
  );
}
