"use client";
import { useState } from "react";
import useSWR from "swr";
import { AddCollaborator } from "@/components/collaborators/add-collaborator";
import { CollaboratorRow } from "@/components/collaborators/collaborator-row";
import { useWorkflowAccess } from "@/components/collaborators/workflow-access";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { CheckField } from "@/components/ui/check-field";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { type CollaboratorAnswer, collaborators } from "@/lib/api/contracts/collaborators";

type Props = { workflow: { id: string; name: string }; onClose: () => void };

/** Who may change a workflow, where that differs from the role in the workspace. Everything counts at once. */
export function ShareDialog({ workflow, onClose }: Props) {
  const api = useApi();
  const { id } = workflow;
  const { share } = useWorkflowAccess();
  const [problem, setProblem] = useState<string | null>(null);
  const { data, error, mutate } = useSWR(["collaborators", id], () => api(collaborators.list, { id }));

  async function act(work: () => Promise<unknown>) {
    setProblem(null);
    try {
      await work();
    } catch (thrown) {
      setProblem(readApiError(thrown).message);
    }
    // What was refused may be on screen already: the list is read again in either case.
    await mutate();
  }
  const set = (user: string, role: CollaboratorAnswer["role"]) => act(() => api(collaborators.set, { id, user, role }));
  const remove = (user: string) => act(() => api(collaborators.remove, { id, user }));
  const restrict = (restricted: boolean) => act(() => api(collaborators.restrict, { id, restricted }));

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        // The people are still being read: only the cross could take the focus, which would look like advice to leave.
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          (event.currentTarget as HTMLElement).focus();
        }}
      >
        <DialogHeader>
          <DialogTitle className="break-words">Share "{workflow.name}"</DialogTitle>
          <DialogDescription>
            Every member sees this workflow. {share ? "Here you say" : "Here is"} who may change it, where that differs
            from the role in the workspace.
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="grid content-start gap-4 pb-5">
          <FormMessage message={problem ?? (error ? readApiError(error).message : null)} />
          {data ? (
            <>
              {share ? <AddCollaborator named={data.data} restricted={data.restricted} onAdd={set} /> : null}
              <ul aria-label="People of this workflow" className="grid">
                {data.data.map((person) => (
                  <CollaboratorRow
                    key={person.user_id}
                    person={person}
                    canChange={share}
                    onRole={(role) => set(person.user_id, role)}
                    onRemove={() => remove(person.user_id)}
                  />
                ))}
                <li className="border-t py-2.5 text-sm text-muted-foreground first:border-t-0">
                  {data.data.length === 0 ? "Nobody is named yet: " : "Everybody else: "}
                  {data.restricted
                    ? "owners and admins change the workflow, all others look at it."
                    : "owners, admins and editors of the workspace change the workflow, viewers look at it."}
                </li>
              </ul>
              {share ? (
                <CheckField
                  as="switch"
                  label="Only named people may edit"
                  help="Editors of the workspace who are not named here can then only look. Owners and admins always may."
                  checked={data.restricted}
                  onCheckedChange={(checked) => void restrict(checked === true)}
                  className="border-t pt-4"
                />
              ) : null}
            </>
          ) : error ? null : (
            <Skeleton className="h-24 w-full" />
          )}
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
