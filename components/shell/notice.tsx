import { TriangleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

type Props = {
  title: ReactNode;
  /** The level of its title: one below what it stands under. */
  heading?: "h2" | "h3";
  children: ReactNode;
};

/** Something that stands in the way, and below it the ways out. */
export function Notice({ title, heading: Heading = "h3", children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex items-start gap-2.5 rounded-md border bg-waiting-soft p-3">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />
      <div className="grid min-w-0 flex-1 gap-2">
        <Heading id={id} className="text-sm font-medium break-words">
          {title}
        </Heading>
        {children}
      </div>
    </section>
  );
}
