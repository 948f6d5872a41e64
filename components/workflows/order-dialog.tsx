"use client";
import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
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
import { ApiError } from "@/lib/api/client";
import { workflows } from "@/lib/api/contracts/workflows";

export interface GroupMember {
  id: string;
  name: string;
}
type Props = {
  /** The workflows of each exclusive group, in their order. */
  groups: { name: string; members: GroupMember[] }[];
  onClose: () => void;
  onSaved: () => void;
};

/** Puts the workflows of an exclusive group in order, by dragging or with the arrows; saved in one call. */
export function OrderDialog({ groups, onClose, onSaved }: Props) {
  const api = useApi();
  const [group, setGroup] = useState(groups[0]?.name ?? "");
  const [members, setMembers] = useState(groups[0]?.members ?? []);
  const [dragged, setDragged] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState("");

  function move({ id, to }: { id: string; to: number }) {
    const from = members.findIndex((one) => one.id === id);
    const moving = members[from];
    if (!moving || to < 0 || to >= members.length || from === to) return;
    const rest = members.filter((one) => one.id !== id);
    setMembers([...rest.slice(0, to), moving, ...rest.slice(to)]);
    setSaid(`${moving.name} is number ${to + 1} of ${members.length}.`);
  }
  async function save() {
    setBusy(true);
    setProblem(null);
    try {
      await api(workflows.reorder, { group, ids: members.map((one) => one.id) });
      toast.success("The order is saved");
      onSaved();
      onClose();
    } catch (thrown) {
      if (thrown instanceof ApiError && Array.isArray(thrown.details.current))
        setMembers(thrown.details.current as GroupMember[]);
      setProblem(readApiError(thrown).message);
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Order within a group</DialogTitle>
          <DialogDescription>
            When one event fits several workflows of a group, the first in this order that may take the contact does.
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="grid content-start gap-3">
          <FormMessage message={problem} />
          {groups.length > 1 ? (
            <Field label="Group">
              <NativeSelect
                value={group}
                onChange={(event) => {
                  const name = event.currentTarget.value;
                  setGroup(name);
                  setMembers(groups.find((one) => one.name === name)?.members ?? []);
                }}
              >
                {groups.map((one) => (
                  <option key={one.name} value={one.name}>
                    {one.name}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          ) : (
            <p className="text-sm font-medium">{group}</p>
          )}
          <ol className="grid gap-1.5">
            {members.map((member, n) => (
              <li
                key={member.id}
                draggable
                onDragStart={() => setDragged(member.id)}
                onDragEnd={() => setDragged(null)}
                onDragOver={(event) => {
                  event.preventDefault();
                  if (dragged && dragged !== member.id) move({ id: dragged, to: n });
                }}
                className={cn(
                  "flex items-center gap-2 rounded-md border px-2 py-1",
                  dragged === member.id && "border-primary bg-primary-soft",
                )}
              >
                <GripVertical aria-hidden className="size-4 shrink-0 cursor-grab text-muted-foreground" />
                <span className="w-5 text-right text-muted-foreground">{n + 1}</span>
                <span className="min-w-0 flex-1 truncate">{member.name}</span>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Move ${member.name} up`}
                  aria-disabled={n === 0}
                  onClick={() => move({ id: member.id, to: n - 1 })}
                >
                  <ArrowUp aria-hidden />
                </Button>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Move ${member.name} down`}
                  aria-disabled={n === members.length - 1}
                  onClick={() => move({ id: member.id, to: n + 1 })}
                >
                  <ArrowDown aria-hidden />
                </Button>
              </li>
            ))}
          </ol>
          <p role="status" className="sr-only">
            {said}
          </p>
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button onClick={save} busy={busy}>
            Save order
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
