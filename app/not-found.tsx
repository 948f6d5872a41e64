import { SearchX } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/shell/empty-state";
import { Logo } from "@/components/shell/logo";
import { Button } from "@/components/ui/button";

export const metadata = { title: "Page not found" };

/** What is shown for an address that leads nowhere. */
export default function NotFound() {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-16 items-center px-4 sm:px-6">
        <Link href="/" className="inline-flex rounded-md">
          <Logo />
        </Link>
      </header>
      <main className="flex flex-1 items-center justify-center pb-24">
        <h1 className="sr-only">Page not found</h1>
        <EmptyState
          icon={<SearchX aria-hidden />}
          title="There is nothing at this address"
          description="The page may have been moved or deleted, or you may not be allowed to see it."
          action={
            <Button asChild>
              <Link href="/">Go to the start page</Link>
            </Button>
          }
        />
      </main>
    </div>
  );
}
