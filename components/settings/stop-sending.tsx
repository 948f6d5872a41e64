"use client";
import { OctagonX, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { RelativeTime } from "@/components/shell/relative-time";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type WorkspaceAnswer, workspaces } from "@/lib/api/contracts/workspaces";

/** The emergency brake: one button that holds every run of the workspace, and one that lets all of them go on. */
export function StopSending({ settings }: { settings: WorkspaceAnswer }) {
  const api = useApi();
  const router = useRouter();
  const { role } = useWorkspace();
  const [reason, setReason] = useState("");
  const stopped = settings.sending_stopped_at;
  const locked = role !== "owner" && role !== "admin";

  async function stop() {
    await api(workspaces.stopSending, { id: settings.id, reason });
    toast.success("Everything is stopped");
    setReason("");
    router.refresh();
  }
  async function resume() {
    await api(workspaces.resumeSending, { id: settings.id });
    toast.success("Sending is resumed");
    router.refresh();
  }

  return (
    <Card className="mt-5 max-w-2xl">
      <CardHeader>
        <div>
          <CardTitle>Emergency stop</CardTitle>
          <CardDescription>
            Holds every workflow of the workspace before its next step. People still enter and are held too, so nobody
            is lost.
          </CardDescription>
        </div>
      </CardHeader>
      <CardContent className="grid justify-items-start gap-3">
        {stopped ? (
          <>
            <p>
              Stopped <RelativeTime at={stopped} />
              {settings.sending_stopped_reason ? `: ${settings.sending_stopped_reason}` : "."}
            </p>
            <ConfirmDialog
              trigger={
                <Button size="lg" disabled={locked}>
                  <Play aria-hidden />
                  Resume sending
                </Button>
              }
              title="Resume sending?"
              description="Everybody who was held goes on where they stood, and what came due meanwhile is sent now. Workflows that are paused stay paused: pause those you do not trust first."
              actionLabel="Resume sending"
              destructive={false}
              onConfirm={resume}
            />
          </>
        ) : (
          <ConfirmDialog
            trigger={
              <Button size="lg" variant="destructive" disabled={locked}>
                <OctagonX aria-hidden />
                Stop all sending
              </Button>
            }
            title="Stop all sending?"
            description={
              <span className="grid gap-3">
                <span>
                  No workflow takes another step until you resume. A message that is at its provider already still goes
                  out.
                </span>
                <Field label="Why" optional help="Shown to everybody in the workspace.">
                  <Input
                    value={reason}
                    maxLength={500}
                    placeholder="A wrong price went out"
                    autoComplete="off"
                    onChange={(event) => setReason(event.currentTarget.value)}
                  />
                </Field>
              </span>
            }
            actionLabel="Stop all sending"
            onConfirm={stop}
          />
        )}
        {locked ? <p className="text-sm text-muted-foreground">Only an admin or the owner can use this.</p> : null}
      </CardContent>
    </Card>
  );
}
