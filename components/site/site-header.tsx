import Link from "next/link";
import { Logo } from "@/components/shell/logo";
import { ThemeMenu } from "@/components/shell/theme-menu";
import { Button } from "@/components/ui/button";

/** The top of every page one can read without signing in. */
export function SiteHeader() {
  return (
    <header className="mx-auto flex h-16 max-w-6xl items-center justify-between gap-3 px-4 sm:px-6">
      <Link href="/" className="inline-flex rounded-md">
        <Logo />
      </Link>
      <div className="flex items-center gap-1.5">
        <Button asChild variant="ghost" className="max-sm:hidden">
          <Link href="/docs">Docs</Link>
        </Button>
        <ThemeMenu />
        <Button asChild variant="ghost">
          <Link href="/login">Sign in</Link>
        </Button>
        <Button asChild className="max-sm:hidden">
          <Link href="/signup">Sign up</Link>
        </Button>
      </div>
    </header>
  );
}
