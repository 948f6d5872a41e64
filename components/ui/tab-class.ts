/** Looks of one tab, also for tabs that are links (client modules cannot lend strings to server pages). */
export const tabClass =
  "relative inline-flex h-9 shrink-0 items-center gap-1.5 px-1 text-base whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground focus-visible:outline-offset-[-2px] after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:rounded-full data-[state=active]:font-medium data-[state=active]:text-foreground data-[state=active]:after:bg-primary";

/** Looks of the row that holds tabs. */
export const tabListClass = "flex gap-4 overflow-x-auto overflow-y-hidden border-b [scrollbar-width:none]";
