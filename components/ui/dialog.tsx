"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { RememberOpener, useReturnFocus } from "./return-focus";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

/** The grey sheet behind anything modal. */
export const overlayClass =
  "fixed inset-0 z-50 bg-overlay data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0";

/** Where and how a modal box stands; shared with the alert dialog. */
export const modalClass =
  "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] max-w-lg -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-xl border bg-popover text-popover-foreground shadow-float focus:outline-none data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98";

type ContentProps = ComponentProps<typeof Radix.Content> & {
  /** No cross in the corner, where something else closes the box (Esc and a click outside always do). */
  hideClose?: boolean;
};

/** The box itself. Put DialogHeader, DialogBody and DialogFooter inside. */
export function DialogContent({ className, children, hideClose, onCloseAutoFocus, ...props }: ContentProps) {
  const { opener, giveBack } = useReturnFocus(onCloseAutoFocus);
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClass} />
      <Radix.Content className={cn(modalClass, className)} onCloseAutoFocus={giveBack} {...props}>
        <RememberOpener opener={opener} />
        {children}
        {hideClose ? null : (
          <Radix.Close asChild>
            <Button variant="ghost" size="icon-sm" aria-label="Close" className="absolute! top-3 right-3">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        )}
      </Radix.Content>
    </Radix.Portal>
  );
}

export function DialogHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("grid gap-1 px-5 pt-4 pr-12 pb-3", className)} {...props} />;
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof Radix.Title>) {
  return <Radix.Title className={cn("text-lg font-semibold", className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof Radix.Description>) {
  return <Radix.Description className={cn("text-muted-foreground", className)} {...props} />;
}

/** The part that scrolls when the window is short. */
export function DialogBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("min-h-0 flex-1 overflow-y-auto px-5 py-2", className)} {...props} />;
}

export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn("flex flex-col-reverse gap-2 px-5 pt-3 pb-5 sm:flex-row sm:items-center sm:justify-end", className)}
      {...props}
    />
  );
}
