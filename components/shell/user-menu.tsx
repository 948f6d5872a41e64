"use client";
import { LogOut } from "lucide-react";
import { useRef } from "react";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

/** Who is signed in, and the way out (a POST, so that no link can sign anyone out). */
export function UserMenu({ user }: { user: { name: string; email: string } }) {
  const form = useRef<HTMLFormElement>(null);
  const name = user.name || user.email;
  return (
    <>
      <form ref={form} method="post" action="/logout" hidden />
      <DropdownMenu>
        <DropdownMenuTrigger className="flex size-8 items-center justify-center rounded-full">
          <Avatar name={name} />
          <span className="sr-only">Account of {name}</span>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="max-w-72">
          <div className="px-2 py-1.5">
            <p className="truncate font-medium">{name}</p>
            {user.name ? <p className="truncate text-sm text-muted-foreground">{user.email}</p> : null}
          </div>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => form.current?.requestSubmit()}>
            <LogOut aria-hidden />
            Sign out
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </>
  );
}
