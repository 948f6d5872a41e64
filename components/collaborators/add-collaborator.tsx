"use client";
import { ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import { useMembers } from "@/components/tasks/use-members";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { CollaboratorAnswer } from "@/lib/api/contracts/collaborators";

type Props = {
  /** Who is on the list already. */
  named: CollaboratorAnswer[];
  restricted: boolean;
  onAdd: (userId: string, role: CollaboratorAnswer["role"]) => void;
};

/** Finds a member by name or address and names it: as what changes something for this member, which can be changed in the list. */
export function AddCollaborator({ named, restricted, onAdd }: Props) {
  const { data: members } = useMembers();
  const [open, setOpen] = useState(false);
  const free = (members ?? []).filter(
    ({ id, role }) => role !== "owner" && role !== "admin" && !named.some(({ user_id }) => user_id === id),
  );
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="outline" className="justify-between justify-self-stretch">
          Add a member
          <ChevronsUpDown aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Add a member" className="w-(--radix-popover-trigger-width) p-0">
        <Command label="Members" loop>
          <CommandInput placeholder="Search by name or email" />
          <CommandList className="max-h-56">
            <CommandEmpty>
              {free.length === 0
                ? "Every member is on the list, or may change everything as an owner or admin."
                : "No member has this name or address."}
            </CommandEmpty>
            {free.map(({ id, name, email, role }) => (
              <CommandItem
                key={id}
                value={`${name} ${email} ${id}`}
                onSelect={() => {
                  setOpen(false);
                  onAdd(id, role === "viewer" || restricted ? "editor" : "viewer");
                }}
              >
                <Avatar name={name} size="sm" />
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <span className="max-w-[50%] truncate text-sm text-muted-foreground">
                  {role === "viewer" ? "Viewer" : "Editor"} of the workspace
                </span>
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
