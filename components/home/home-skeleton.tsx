import { PageBody } from "@/components/shell/page-body";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

const boxes = ["a", "b"];
const lines = ["70%", "55%", "80%", "45%", "62%"];

/** The shapes of a page of cards. */
export function HomeSkeleton() {
  return (
    <PageBody>
      <p role="status" className="sr-only">
        Loading
      </p>
      <Skeleton className="mt-1 h-6 w-32" />
      <Skeleton className="mt-2.5 mb-4 h-4 w-24" />
      <Skeleton className="h-24 rounded-lg" />
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        {boxes.map((box) => (
          <Card key={box} className="p-4">
            <Skeleton className="mb-5 h-4 w-28" />
            {lines.map((width) => (
              <Skeleton key={width} className="mb-4 h-4" style={{ width }} />
            ))}
          </Card>
        ))}
      </div>
    </PageBody>
  );
}
