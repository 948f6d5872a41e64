"use client";
import { X } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import type { CollaboratorAnswer } from "@/lib/api/contracts/collaborators";

const roles = { viewer: "Can look", editor: "Can edit" } as const;

type Props = {
  person: CollaboratorAnswer;
  /** Never one's own row: the server refuses that. */
  canChange: boolean;
  onRole: (role: CollaboratorAnswer["role"]) => void;
  onRemove: () => void;
};

/** One member the workflow names, with what that means for this member. */
export function CollaboratorRow({ person, canChange, onRole, onRemove }: Props) {
  const { name, email, own, role } = person;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t py-2.5 first:border-t-0">
      <Avatar name={name} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate font-medium" title={email}>
          {name}
          {own ? <span className="font-normal text-muted-foreground"> (you)</span> : null}
        </p>
        <p className="text-xs text-muted-foreground">{meaning(person)}</p>
      </div>
      <span className="flex items-center gap-1.5 max-sm:pl-10">
        {canChange && !own ? (
          <>
            <NativeSelect
              aria-label={`What ${name} may do`}
              value={role}
              onChange={(event) => onRole(event.currentTarget.value as CollaboratorAnswer["role"])}
            >
              {Object.entries(roles).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </NativeSelect>
            <Button variant="ghost" size="icon-sm" aria-label={`Take ${name} off the list`} onClick={onRemove}>
              <X aria-hidden />
            </Button>
          </>
        ) : (
          <span className="text-sm text-muted-foreground">{roles[role]}</span>
        )}
      </span>
    </li>
  );
}

function meaning({ role, workspace_role }: CollaboratorAnswer): string {
  if (workspace_role === "owner" || workspace_role === "admin")
    return `${workspace_role === "owner" ? "Owner" : "Admin"} of the workspace: may always do everything`;
  if (workspace_role === "editor")
    return role === "editor"
      ? "Editor of the workspace: edits and publishes"
      : "Editor of the workspace: only looks here";
  return role === "editor"
    ? "Viewer of the workspace: edits the draft here, does not publish"
    : "Viewer of the workspace: only looks";
}
