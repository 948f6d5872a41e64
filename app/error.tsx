"use client";
import { ErrorState } from "@/components/shell/error-state";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** What is shown when a page fails while it is drawn. The digest finds the error in the server's log. */
export default function ErrorPage({ error, reset }: Props) {
  return (
    <main className="flex min-h-[70dvh] items-center justify-center">
      <h1 className="sr-only">Error</h1>
      <ErrorState
        title="This page could not be shown"
        message="Something went wrong on our side. Nothing you entered elsewhere is lost."
        requestId={error.digest}
        onRetry={reset}
      />
    </main>
  );
}
