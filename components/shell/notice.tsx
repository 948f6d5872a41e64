import { TriangleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

/** Something that stands in the way, and below it the ways out. */
export function Notice({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex items-start gap-2.5 rounded-md border bg-waiting-soft p-3">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />
      <div className="grid min-w-0 flex-1 gap-2">
        <h3 id={id} className="text-sm font-medium break-words">
          {title}
        </h3>
        {children}
      </div>
    </section>
  );
}
