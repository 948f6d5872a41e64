"use client";
import { Check, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { ShellWorkspace } from "./shell-workspace";

type Props = { workspace: ShellWorkspace; workspaces: ShellWorkspace[]; collapsed?: boolean };

/** Names the workspace; with more than one it opens the list of them. */
export function WorkspaceSwitcher({ workspace, workspaces, collapsed }: Props) {
  const name = (
    <>
      <Avatar name={workspace.name} square className="bg-primary text-primary-foreground" />
      <span className={cn("min-w-0 flex-1 truncate text-left font-semibold", collapsed && "sr-only")}>
        {workspace.name}
      </span>
    </>
  );
  const box = cn("flex h-10 w-full items-center gap-2.5 rounded-md px-1.5", collapsed && "justify-center");
  if (workspaces.length < 2) return <div className={box}>{name}</div>;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className={cn(box, "hover:bg-accent focus-visible:outline-offset-[-2px]")}>
        {name}
        <span className="sr-only">, switch workspace</span>
        {collapsed ? null : <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="min-w-56">
        <DropdownMenuLabel>Workspaces</DropdownMenuLabel>
        {workspaces.map((each) => (
          <DropdownMenuItem key={each.slug} asChild>
            <Link href={`/w/${encodeURIComponent(each.slug)}`}>
              <Avatar name={each.name} square size="sm" />
              <span className="min-w-0 flex-1 truncate">{each.name}</span>
              {each.slug === workspace.slug ? <Check aria-label="Current" className="text-primary" /> : null}
            </Link>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
