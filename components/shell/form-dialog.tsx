"use client";
import { type FormEvent, type ReactNode, useState } from "react";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";

/** What is left to be read when it is done, such as a secret that is shown once. */
export type Outcome = { title: ReactNode; description: ReactNode; body: ReactNode };

type Props = {
  title: ReactNode;
  description: ReactNode;
  /** What the button says that does it. */
  action: ReactNode;
  /** Opens the box by itself; without it the caller says when it is open. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /**
   * Does it with what was typed, by field name. What it throws is shown at the fields it names. When it returns, the box closes, or
   * shows the outcome until it is closed.
   */
  onSubmit: (typed: FormData) => Promise<Outcome | undefined> | Promise<void>;
  /** Another button, at the other end of the row. */
  aside?: ReactNode;
  /** The fields. `errorOf` gives each the message that is for it. */
  children: (errorOf: (name: string) => string | undefined) => ReactNode;
};

/** A box that asks for a few things and does one. It cannot be closed while that is under way. */
export function FormDialog(props: Props) {
  const { title, description, action, trigger, open, onOpenChange, onSubmit, aside, children } = props;
  const errors = useFormErrors();
  const [opened, setOpened] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  function change(next: boolean) {
    setOpened(next);
    setOutcome(null);
    errors.clear();
    onOpenChange?.(next);
  }
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    errors.clear();
    try {
      const made = await onSubmit(new FormData(event.currentTarget));
      if (made) setOutcome(made);
      else change(false);
    } catch (thrown) {
      errors.show(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open={open ?? opened} onOpenChange={(next) => !busy && change(next)}>
      {trigger ? <DialogTrigger asChild>{trigger}</DialogTrigger> : null}
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{outcome?.title ?? title}</DialogTitle>
          <DialogDescription>{outcome?.description ?? description}</DialogDescription>
        </DialogHeader>
        {outcome ? (
          <>
            <DialogBody>{outcome.body}</DialogBody>
            <DialogFooter>
              <Button onClick={() => change(false)}>Done</Button>
            </DialogFooter>
          </>
        ) : (
          <form ref={errors.ref} onSubmit={submit} noValidate className="contents">
            <DialogBody className="grid content-start gap-4">
              <FormMessage message={errors.message} />
              {children(errors.errorOf)}
            </DialogBody>
            <DialogFooter>
              {aside ? <div className="grid sm:mr-auto">{aside}</div> : null}
              <Button variant="outline" onClick={() => change(false)} disabled={busy}>
                Cancel
              </Button>
              <Button type="submit" busy={busy}>
                {action}
              </Button>
            </DialogFooter>
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
