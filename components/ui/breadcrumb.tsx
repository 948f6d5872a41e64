import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Fragment } from "react";
import { cn } from "./cn";

export type BreadcrumbItem = { label: string; href?: string };

/** Where this page stands. The last item is the page itself. */
export function Breadcrumb({ items, className }: { items: BreadcrumbItem[]; className?: string }) {
  return (
    <nav aria-label="Breadcrumb" className={cn("min-w-0", className)}>
      <ol className="flex min-w-0 items-center gap-1 text-sm">
        {items.map((item, index) => {
          const last = index === items.length - 1;
          return (
            <Fragment key={`${item.label}-${item.href ?? ""}`}>
              {index > 0 ? (
                <li aria-hidden className={cn("text-muted-foreground", !items[index - 1]?.href && "max-sm:hidden")}>
                  <ChevronRight className="size-3.5" />
                </li>
              ) : null}
              <li
                className={cn(
                  "min-w-0 truncate",
                  last ? "font-medium" : "shrink-0 text-muted-foreground",
                  !last && !item.href && "max-sm:hidden",
                )}
              >
                {item.href && !last ? (
                  <Link href={item.href} className="rounded-xs py-1 hover:text-foreground">
                    {item.label}
                  </Link>
                ) : (
                  <span aria-current={last ? "page" : undefined}>{item.label}</span>
                )}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
