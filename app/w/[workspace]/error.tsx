"use client";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { ErrorState } from "@/components/shell/error-state";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** A page that failed while it was drawn, inside the frame: the way to every other screen stays open. */
export default function WorkspaceError({ error, reset }: Props) {
  const router = useRouter();
  return (
    <div className="flex flex-1 items-center justify-center">
      <h1 className="sr-only">Error</h1>
      <ErrorState
        title="This page could not be shown"
        message="Something went wrong on our side. Nothing you entered elsewhere is lost."
        requestId={error.digest}
        // Drawing the same answer again would fail the same way: the server is asked once more.
        onRetry={() =>
          startTransition(() => {
            router.refresh();
            reset();
          })
        }
      />
    </div>
  );
}
