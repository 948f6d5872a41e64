"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";

export interface DocsSection {
  title: string;
  links: { href: string; label: string }[];
}

/** The list beside the docs; the page one is on is marked. On a narrow screen it folds into one line. */
export function DocsNav({ sections }: { sections: DocsSection[] }) {
  const path = usePathname();
  const list = sections.map((section) => (
    <div key={section.title}>
      <h2 className="px-2 text-xs font-medium text-muted-foreground">{section.title}</h2>
      <ul className="mt-1 mb-4">
        {section.links.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={path === href ? "page" : undefined}
              className={cn(
                "block rounded-md px-2 py-1 hover:bg-muted",
                path === href && "bg-secondary font-medium text-foreground",
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
  return (
    <nav aria-label="Docs">
      <details className="rounded-md border p-2 lg:hidden">
        <summary className="cursor-pointer px-2 py-1 font-medium">All pages</summary>
        <div className="mt-2">{list}</div>
      </details>
      <div className="sticky top-4 max-h-[calc(100dvh-2rem)] overflow-y-auto [scrollbar-width:thin] max-lg:hidden">
        {list}
      </div>
    </nav>
  );
}
