"use client";
import { type ComponentProps, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { tabListClass } from "@/components/ui/tab-class";

/** The row that holds tabs which are links: shows the current one, and fades out where more of them are to the right. */
export function TabRow({ className, ...props }: ComponentProps<"nav">) {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const nav = row.current;
    if (!nav) return;
    const current = nav.querySelector<HTMLElement>("[aria-current]");
    if (current) nav.scrollLeft = current.offsetLeft + current.offsetWidth / 2 - nav.clientWidth / 2;
    const mark = () => {
      nav.dataset.more = String(nav.scrollLeft + nav.clientWidth < nav.scrollWidth - 1);
    };
    mark();
    const sizes = new ResizeObserver(mark);
    sizes.observe(nav);
    nav.addEventListener("scroll", mark, { passive: true });
    return () => {
      sizes.disconnect();
      nav.removeEventListener("scroll", mark);
    };
  });
  return (
    <nav
      ref={row}
      className={cn(
        tabListClass,
        "relative data-[more=true]:[mask-image:linear-gradient(to_right,#000_calc(100%-48px),transparent)]",
        className,
      )}
      {...props}
    />
  );
}
