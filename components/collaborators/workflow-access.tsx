"use client";
import { Eye } from "lucide-react";
import { createContext, type ReactNode, useContext } from "react";
import type { WorkflowAccess } from "@/lib/api/contracts/collaborators";

const AccessContext = createContext<WorkflowAccess | null>(null);

/** Tells everything below what the person on screen may do with the workflow it is about. */
export function AccessProvider({ access, children }: { access: WorkflowAccess; children: ReactNode }) {
  return <AccessContext.Provider value={access}>{children}</AccessContext.Provider>;
}

/** What the person on screen may do with this workflow. It is decided by the server; this only hides what it would refuse. */
export function useWorkflowAccess(): WorkflowAccess {
  const access = useContext(AccessContext);
  if (!access) throw new Error("useWorkflowAccess is used outside AccessProvider");
  return access;
}

/** Says why something is missing here, and whom to ask. Nothing for those who may do everything. */
export function AccessBanner() {
  const { reason } = useWorkflowAccess();
  if (!reason) return null;
  return (
    <p role="note" className="flex shrink-0 items-start gap-2 border-b bg-waiting-soft px-4 py-2 text-sm text-waiting">
      <Eye aria-hidden className="mt-0.5 size-4 shrink-0" />
      {reason}
    </p>
  );
}
