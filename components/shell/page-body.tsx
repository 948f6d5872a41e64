import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** The padding of a page. `wide` for tables, otherwise the column stops at 1,280 px. */
export function PageBody({ wide, className, children }: { wide?: boolean; className?: string; children: ReactNode }) {
  return (
    <div className={cn("mx-auto w-full min-w-0 px-4 py-5 sm:px-6", !wide && "max-w-[1280px]", className)}>
      {children}
    </div>
  );
}
