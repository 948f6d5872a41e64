"use client";
import { type ReactNode, useState } from "react";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { readApiError } from "./api-error";
import { FormMessage } from "./form-message";

type Props = {
  /** A button that opens it; or steer it with `open` and `onOpenChange`. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** A question with the count: "Delete 3 contacts?" */
  title: string;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  /** The verb with its object: "Delete 3 contacts". */
  actionLabel: string;
  /** The way out, where "Cancel" would be read as the act. */
  keepLabel?: string;
  destructive?: boolean;
  /** The name that must be typed before the act is allowed. */
  typeToConfirm?: string;
  /** Does it. A rejection is shown here and the dialog stays. */
  onConfirm: () => Promise<void> | void;
};

/** Asks before an act that matters. */
export function ConfirmDialog(props: Props) {
  const {
    trigger,
    title,
    description,
    actionLabel,
    keepLabel = "Cancel",
    destructive = true,
    typeToConfirm,
    onConfirm,
  } = props;
  const [ownOpen, setOwnOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const open = props.open ?? ownOpen;

  function change(next: boolean) {
    if (busy) return;
    setTyped("");
    setProblem(null);
    setOwnOpen(next);
    props.onOpenChange?.(next);
  }

  async function confirm() {
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
      setBusy(false);
      setTyped("");
      setOwnOpen(false);
      props.onOpenChange?.(false);
    } catch (thrown) {
      setBusy(false);
      setProblem(readApiError(thrown).message);
    }
  }

  const allowed = typeToConfirm === undefined || typed.trim() === typeToConfirm.trim();
  return (
    <AlertDialog open={open} onOpenChange={change}>
      {trigger ? <AlertDialogTrigger asChild>{trigger}</AlertDialogTrigger> : null}
      <AlertDialogContent>
        <AlertDialogTitle>{title}</AlertDialogTitle>
        <AlertDialogDescription asChild>
          <div>{description}</div>
        </AlertDialogDescription>
        <form
          className="grid gap-3 pt-1"
          onSubmit={(event) => {
            event.preventDefault();
            if (allowed && !busy) void confirm();
          }}
        >
          <FormMessage message={problem} />
          {typeToConfirm !== undefined ? (
            <Field label={`Type ${typeToConfirm} to confirm`}>
              <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
            </Field>
          ) : null}
          <AlertDialogFooter>
            <AlertDialogCancel>{keepLabel}</AlertDialogCancel>
            <Button type="submit" variant={destructive ? "destructive" : "primary"} disabled={!allowed} busy={busy}>
              {actionLabel}
            </Button>
          </AlertDialogFooter>
        </form>
      </AlertDialogContent>
    </AlertDialog>
  );
}
