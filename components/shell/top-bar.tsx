"use client";
import { Braces, CircleHelp, Keyboard, Menu, Search } from "lucide-react";
import { usePathname } from "next/navigation";
import { Breadcrumb, type BreadcrumbItem } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuShortcut,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";
import { useCrumb } from "./crumb";
import { activeEntry, navHref } from "./navigation";
import { NotificationBell } from "./notification-bell";
import type { ShellWorkspace } from "./shell-workspace";
import { ThemeMenu } from "./theme-menu";
import { UserMenu } from "./user-menu";

type Props = {
  workspace: ShellWorkspace;
  user: { name: string; email: string };
  onNav: () => void;
  onMenu: () => void;
  onKeys: () => void;
};

/** Where you are, search, help, theme and yourself. */
export function TopBar({ workspace, user, onNav, onMenu, onKeys }: Props) {
  return (
    <header className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-1 border-b bg-background px-2 sm:px-3">
      <Button variant="ghost" size="icon" aria-label="Open the navigation" onClick={onNav} className="md:hidden">
        <Menu aria-hidden />
      </Button>
      <div className="min-w-0 flex-1 px-1 md:px-3">
        <Breadcrumb items={useCrumbs(workspace.slug)} />
      </div>
      <Button
        variant="outline"
        onClick={onMenu}
        className="mr-1 w-56 justify-start font-normal text-muted-foreground max-lg:hidden"
      >
        <Search aria-hidden />
        Search or jump to
        <Kbd keys={["Mod", "K"]} className="ml-auto" />
      </Button>
      <Button variant="ghost" size="icon" aria-label="Search or jump to" onClick={onMenu} className="lg:hidden">
        <Search aria-hidden />
      </Button>
      <NotificationBell />
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label="Help" className="max-sm:hidden">
            <CircleHelp aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={onKeys}>
            <Keyboard aria-hidden />
            Keyboard keys
            <DropdownMenuShortcut>?</DropdownMenuShortcut>
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <a href="/api/v1/openapi.json" target="_blank" rel="noreferrer">
              <Braces aria-hidden />
              API description (OpenAPI)
            </a>
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <ThemeMenu />
      <UserMenu user={user} />
    </header>
  );
}

/** The screen's entry, and below it the page's own title. */
function useCrumbs(workspace: string): BreadcrumbItem[] {
  const pathname = usePathname();
  const title = useCrumb();
  const entry = activeEntry({ pathname, workspace });
  if (!entry) return title ? [{ label: title }] : [];
  const href = navHref({ entry, workspace });
  const items: BreadcrumbItem[] = entry.group ? [{ label: entry.group }] : [];
  items.push({ label: entry.label, href });
  if (pathname !== href && title && title !== entry.label) items.push({ label: title });
  return items;
}
