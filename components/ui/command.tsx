"use client";
import { Command as Cmdk, useCommandState } from "cmdk";
import { Search } from "lucide-react";
import { type ComponentProps, useEffect, useLayoutEffect, useRef } from "react";
import { cn } from "./cn";

/** A searchable list worked by the keyboard (menus, pickers, palettes). */
export function Command({ className, ...props }: ComponentProps<typeof Cmdk>) {
  return <Cmdk className={cn("flex min-h-0 flex-col overflow-hidden", className)} {...props} />;
}

export function CommandInput({ className, ...props }: ComponentProps<typeof Cmdk.Input>) {
  const box = useActiveDescendant();
  return (
    <div ref={box} className="flex h-11 shrink-0 items-center gap-2 border-b px-3">
      <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <Cmdk.Input
        className={cn(
          "h-full w-full min-w-0 bg-transparent text-base outline-none placeholder:text-muted-foreground",
          className,
        )}
        {...props}
      />
    </div>
  );
}

/**
 * Names the chosen entry to screen readers. The library sets the name before the entries have changed, so that while the search
 * changes it is that of the entry chosen before, or none.
 */
function useActiveDescendant() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const input = box.current?.querySelector("input");
    const root = box.current?.closest("[cmdk-root]");
    if (!input || !root) return;
    const follow = () => {
      const id = root.querySelector('[cmdk-item][aria-selected="true"]')?.id ?? null;
      if (input.getAttribute("aria-activedescendant") === id) return;
      if (id) input.setAttribute("aria-activedescendant", id);
      else input.removeAttribute("aria-activedescendant");
    };
    const watch = new MutationObserver(follow);
    const attributeFilter = ["aria-selected", "aria-activedescendant"];
    watch.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter });
    follow();
    return () => watch.disconnect();
  }, []);
  return box;
}

export function CommandList({ className, ...props }: ComponentProps<typeof Cmdk.List>) {
  const list = useGroupOrder();
  return (
    <Cmdk.List ref={list} className={cn("max-h-80 overflow-x-hidden overflow-y-auto p-1", className)} {...props} />
  );
}

/**
 * Puts the group with the best match first. The library means to, but looks its groups up by another name than they carry; the
 * first entry, which Enter takes, would be that of the first group.
 */
function useGroupOrder() {
  const list = useRef<HTMLDivElement>(null);
  const first = useRef(new Map<Element, number>());
  const search = useCommandState((state) => state.search);
  const scores = useCommandState((state) => state.filtered.items);
  // Before the library selects the first entry, which it does in the parent's effect.
  useLayoutEffect(() => {
    const groups = [...(list.current?.querySelectorAll("[cmdk-group]") ?? [])];
    for (const [place, group] of groups.entries()) if (!first.current.has(group)) first.current.set(group, place);
    const best = (group: Element) =>
      search ? Math.max(0, ...[...group.querySelectorAll("[cmdk-item]")].map((item) => scores.get(item.id) ?? 0)) : 0;
    const ranked = groups
      .map((group) => ({ group, score: best(group), place: first.current.get(group) ?? 0 }))
      .toSorted((a, b) => b.score - a.score || a.place - b.place);
    if (ranked.every(({ group }, place) => group === groups[place])) return;
    for (const { group } of ranked) group.parentElement?.append(group);
  });
  return list;
}

export function CommandEmpty(props: ComponentProps<typeof Cmdk.Empty>) {
  return <Cmdk.Empty className="px-3 py-6 text-center text-muted-foreground" {...props} />;
}

export function CommandGroup({ className, ...props }: ComponentProps<typeof Cmdk.Group>) {
  return (
    <Cmdk.Group
      className={cn(
        "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground",
        className,
      )}
      {...props}
    />
  );
}

export function CommandItem({ className, ...props }: ComponentProps<typeof Cmdk.Item>) {
  return (
    <Cmdk.Item
      className={cn(
        "flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 select-none data-[disabled=true]:opacity-50 data-[selected=true]:bg-accent [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground",
        className,
      )}
      {...props}
    />
  );
}
