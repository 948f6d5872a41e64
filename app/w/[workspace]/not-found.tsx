import { SearchX } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/shell/empty-state";
import { Button } from "@/components/ui/button";

/** What is shown in the frame for a thing that is not there, or is another workspace's: the two look the same. */
export default function NotFound() {
  return (
    <div className="flex flex-1 items-center justify-center pb-24">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<SearchX aria-hidden />}
        title="There is nothing at this address"
        description="It may have been deleted, or you may not be allowed to see it."
        action={
          <Button asChild>
            <Link href="/w">Go to the start page</Link>
          </Button>
        }
      />
    </div>
  );
}
