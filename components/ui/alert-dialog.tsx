"use client";
import { AlertDialog as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { buttonVariants } from "./button";
import { cn } from "./cn";
import { modalClass, overlayClass } from "./dialog";
import { RememberOpener, useReturnFocus } from "./return-focus";

/** A question that must be answered. Most screens want `components/shell/confirm-dialog` instead. */
export const AlertDialog = Radix.Root;
export const AlertDialogTrigger = Radix.Trigger;

export function AlertDialogContent({
  className,
  children,
  onCloseAutoFocus,
  ...props
}: ComponentProps<typeof Radix.Content>) {
  const { opener, giveBack } = useReturnFocus(onCloseAutoFocus);
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClass} />
      <Radix.Content className={cn(modalClass, "max-w-md gap-2 p-5", className)} onCloseAutoFocus={giveBack} {...props}>
        <RememberOpener opener={opener} />
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}

export function AlertDialogTitle({ className, ...props }: ComponentProps<typeof Radix.Title>) {
  return <Radix.Title className={cn("text-lg font-semibold", className)} {...props} />;
}

export function AlertDialogDescription({ className, ...props }: ComponentProps<typeof Radix.Description>) {
  return <Radix.Description className={cn("text-muted-foreground", className)} {...props} />;
}

export function AlertDialogFooter({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("mt-3 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end", className)} {...props} />;
}

export function AlertDialogCancel({ className, ...props }: ComponentProps<typeof Radix.Cancel>) {
  return <Radix.Cancel className={cn(buttonVariants({ variant: "outline" }), className)} {...props} />;
}

export function AlertDialogAction({ className, ...props }: ComponentProps<typeof Radix.Action>) {
  return <Radix.Action className={cn(buttonVariants(), className)} {...props} />;
}
