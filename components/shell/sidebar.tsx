"use client";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { activeEntry, type NavEntry, navGroups, navHref } from "./navigation";
import type { ShellWorkspace } from "./shell-workspace";
import { WorkspaceSwitcher } from "./workspace-switcher";

type Props = {
  workspace: ShellWorkspace;
  workspaces: ShellWorkspace[];
  entries: NavEntry[];
  collapsed?: boolean;
  /** Missing in the sheet on phones, which closes by itself. */
  onToggle?: () => void;
  onNavigate?: () => void;
};

/** The left navigation: workspace, groups of screens, settings at the bottom. */
export function Sidebar({ workspace, workspaces, entries, collapsed, onToggle, onNavigate }: Props) {
  const pathname = usePathname();
  const active = activeEntry({ pathname, workspace: workspace.slug });
  const draw = (entry: NavEntry) => (
    <li key={entry.id}>
      <NavLink
        entry={entry}
        href={navHref({ entry, workspace: workspace.slug })}
        current={active?.id === entry.id}
        collapsed={collapsed}
        onNavigate={onNavigate}
      />
    </li>
  );
  const alone = entries.filter((entry) => !entry.group && !entry.bottom);
  const bottom = entries.filter((entry) => entry.bottom);
  return (
    <div className="flex h-full flex-col gap-3 overflow-y-auto p-2">
      <div className={cn(!onToggle && "pr-10")}>
        <WorkspaceSwitcher workspace={workspace} workspaces={workspaces} collapsed={collapsed} />
      </div>
      <nav aria-label="Main" className="flex flex-1 flex-col gap-3">
        <ul className="grid gap-0.5">{alone.map(draw)}</ul>
        {navGroups.map((group) => {
          const inside = entries.filter((entry) => entry.group === group);
          if (inside.length === 0) return null;
          return (
            <div key={group}>
              {collapsed ? (
                <div aria-hidden className="mx-2 mb-2 h-px bg-border" />
              ) : (
                <h2 className="px-2 pb-1 text-xs font-medium tracking-normal text-muted-foreground">{group}</h2>
              )}
              <ul aria-label={group} className="grid gap-0.5">
                {inside.map(draw)}
              </ul>
            </div>
          );
        })}
        <ul className="mt-auto grid gap-0.5">{bottom.map(draw)}</ul>
      </nav>
      {onToggle ? (
        <Tooltip label={collapsed ? "Widen the navigation" : "Narrow the navigation"} keys={["Mod", "B"]} side="right">
          <Button
            variant="ghost"
            size="icon"
            aria-label={collapsed ? "Widen the navigation" : "Narrow the navigation"}
            aria-expanded={!collapsed}
            onClick={onToggle}
            className={cn("text-muted-foreground", collapsed ? "self-center" : "self-start")}
          >
            {collapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
          </Button>
        </Tooltip>
      ) : null}
    </div>
  );
}

type LinkProps = { entry: NavEntry; href: string; current: boolean; collapsed?: boolean; onNavigate?: () => void };

function NavLink({ entry, href, current, collapsed, onNavigate }: LinkProps) {
  const link = (
    <Link
      href={href}
      onClick={onNavigate}
      aria-current={current ? "page" : undefined}
      className={cn(
        "flex h-8 items-center gap-2.5 rounded-md px-2 text-base text-muted-foreground transition-colors hover:bg-accent hover:text-foreground focus-visible:outline-offset-[-2px] max-md:h-10",
        current && "bg-accent font-medium text-foreground [&_svg]:text-primary",
        collapsed && "mx-auto w-8 justify-center px-0",
      )}
    >
      <entry.icon aria-hidden className="size-4 shrink-0" />
      <span className={cn("truncate", collapsed && "sr-only")}>{entry.label}</span>
    </Link>
  );
  if (!collapsed) return link;
  return (
    <Tooltip label={entry.label} keys={entry.keys} side="right">
      {link}
    </Tooltip>
  );
}
