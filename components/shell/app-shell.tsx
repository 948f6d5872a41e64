"use client";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import { CommandMenu, type ContactSearch } from "./command-menu";
import { CrumbProvider } from "./crumb";
import { KeysDialog } from "./keys-dialog";
import { LocaleProvider } from "./locale";
import { type NavId, navigation } from "./navigation";
import { searchContacts as searchOverApi } from "./search-contacts";
import type { ShellWorkspace } from "./shell-workspace";
import { Sidebar } from "./sidebar";
import { TopBar } from "./top-bar";
import { useHotKeys } from "./use-hot-keys";

type Props = {
  workspace: ShellWorkspace;
  /** All workspaces of the member, for the switcher. */
  workspaces: ShellWorkspace[];
  user: { name: string; email: string };
  /** The screens that exist; leave out to show all. */
  links?: NavId[];
  locale?: string;
  zone?: string;
  /** From the cookie `nav`, so that the first paint is right. */
  collapsed?: boolean;
  /** Looks contacts up for the command menu; the product's API unless given. */
  searchContacts?: ContactSearch;
  /** Something everybody must know, above every page. */
  banner?: ReactNode;
  children: ReactNode;
};

/** The frame of the signed-in product: navigation, top bar, command menu, and the page in <main>. */
export function AppShell(props: Props) {
  const { workspace, workspaces, user, links, searchContacts = searchOverApi, children } = props;
  const [collapsed, setCollapsed] = useState(props.collapsed ?? false);
  const [navOpen, setNavOpen] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const entries = links ? navigation.filter((entry) => links.includes(entry.id)) : navigation;

  function toggleNav() {
    const next = !collapsed;
    setCollapsed(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
    document.cookie = `nav=${next ? "collapsed" : "open"}; path=/w; max-age=31536000; samesite=lax`;
  }

  useHotKeys({
    workspace: workspace.slug,
    entries,
    onMenu: () => setMenuOpen((open) => !open),
    onHelp: () => setKeysOpen(true),
    onToggleNav: toggleNav,
  });

  const sidebar = { workspace, workspaces, entries };
  return (
    <LocaleProvider locale={props.locale} zone={props.zone}>
      <CrumbProvider>
        <a
          href="#main"
          className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md border bg-popover px-3 py-2 font-medium shadow-float focus:translate-y-0"
        >
          Skip to content
        </a>
        <div className="flex min-h-dvh">
          <aside
            aria-label="Workspace and navigation"
            className={cn(
              "sticky top-0 hidden h-dvh shrink-0 border-r bg-sidebar transition-[width] md:block",
              collapsed ? "w-14" : "w-60",
            )}
          >
            <Sidebar {...sidebar} collapsed={collapsed} onToggle={toggleNav} />
          </aside>
          <Sheet open={navOpen} onOpenChange={setNavOpen}>
            <SheetContent side="left" aria-describedby={undefined} className="bg-sidebar">
              <SheetTitle className="sr-only">Navigation</SheetTitle>
              <Sidebar {...sidebar} onNavigate={() => setNavOpen(false)} />
            </SheetContent>
          </Sheet>
          <div className="flex min-w-0 flex-1 flex-col [--top-bar:48px]">
            <TopBar
              workspace={workspace}
              user={user}
              onNav={() => setNavOpen(true)}
              onMenu={() => setMenuOpen(true)}
              onKeys={() => setKeysOpen(true)}
            />
            {props.banner}
            <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
              {children}
            </main>
          </div>
        </div>
        <CommandMenu
          open={menuOpen}
          onOpenChange={setMenuOpen}
          workspace={workspace.slug}
          entries={entries}
          searchContacts={searchContacts}
        />
        <KeysDialog open={keysOpen} onOpenChange={setKeysOpen} entries={entries} />
      </CrumbProvider>
    </LocaleProvider>
  );
}
