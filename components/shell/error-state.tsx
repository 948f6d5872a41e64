"use client";
import { CircleAlert, RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type Props = {
  title?: string;
  /** What happened, in words a reader can act on. */
  message: string;
  /** Shown so that it can be quoted to whoever runs the installation. */
  requestId?: string;
  onRetry?: () => void;
  className?: string;
};

/** An error in its place, with "Try again" when trying again can help. */
export function ErrorState({ title = "This could not be loaded", message, requestId, onRetry, className }: Props) {
  return (
    <div role="alert" className={cn("flex flex-col items-center px-4 py-14 text-center", className)}>
      <span className="mb-3 flex size-10 items-center justify-center rounded-md bg-failed-soft text-failed">
        <CircleAlert aria-hidden className="size-5" />
      </span>
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="mt-1 max-w-md text-pretty text-muted-foreground">{message}</p>
      {requestId ? <p className="mt-1 font-mono text-xs text-muted-foreground">Request {requestId}</p> : null}
      {onRetry ? (
        <Button variant="outline" className="mt-4" onClick={onRetry}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      ) : null}
    </div>
  );
}
