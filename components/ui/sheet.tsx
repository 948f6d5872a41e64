"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { overlayClass } from "./dialog";
import { RememberOpener, useReturnFocus } from "./return-focus";

/** A panel that slides in from an edge over the page. */
export const Sheet = Radix.Root;
export const SheetTrigger = Radix.Trigger;
export const SheetClose = Radix.Close;
export const SheetTitle = Radix.Title;
export const SheetDescription = Radix.Description;

const sides = {
  left: "inset-y-0 left-0 w-[min(100vw-48px,320px)] border-r data-[state=closed]:slide-out-to-left data-[state=open]:slide-in-from-left",
  right:
    "inset-y-0 right-0 w-[min(100vw-24px,480px)] border-l data-[state=closed]:slide-out-to-right data-[state=open]:slide-in-from-right",
  bottom:
    "inset-x-0 bottom-0 max-h-[85dvh] rounded-t-xl border-t data-[state=closed]:slide-out-to-bottom data-[state=open]:slide-in-from-bottom",
};

type Props = ComponentProps<typeof Radix.Content> & { side?: keyof typeof sides };

/** Put a SheetTitle inside; it names the panel for screen readers. */
export function SheetContent({ className, children, side = "right", onCloseAutoFocus, ...props }: Props) {
  const { opener, giveBack } = useReturnFocus(onCloseAutoFocus);
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClass} />
      <Radix.Content
        className={cn(
          "fixed z-50 flex flex-col overflow-y-auto bg-popover text-popover-foreground shadow-float duration-200 focus:outline-none data-[state=closed]:animate-out data-[state=open]:animate-in",
          sides[side],
          className,
        )}
        onCloseAutoFocus={giveBack}
        {...props}
      >
        <RememberOpener opener={opener} />
        {children}
        <Radix.Close asChild>
          <Button variant="ghost" size="icon-sm" aria-label="Close" className="absolute! top-3 right-3">
            <X aria-hidden />
          </Button>
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  );
}
