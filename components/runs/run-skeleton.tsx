import { PageBody } from "@/components/shell/page-body";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

const steps = ["60%", "45%", "70%", "50%", "65%"];

/** The shape of a run: facts, steps, canvas. */
export function RunSkeleton() {
  return (
    <PageBody wide>
      <p role="status" className="sr-only">
        Loading
      </p>
      <Skeleton className="mt-1 mb-4 h-6 w-56" />
      <Skeleton className="mb-5 h-9 w-[560px] max-w-full" />
      <div className="grid gap-4 lg:grid-cols-[minmax(300px,2fr)_minmax(0,3fr)]">
        <Card className="p-4">
          {steps.map((width) => (
            <Skeleton key={width} className="mb-7 h-4" style={{ width }} />
          ))}
        </Card>
        <Skeleton className="hidden h-[clamp(368px,calc(42vh+48px),608px)] rounded-lg lg:block" />
      </div>
    </PageBody>
  );
}
