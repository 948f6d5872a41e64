import Link from "next/link";
import type { ReactNode } from "react";
import { WorkflowArt } from "@/components/site/workflow-art";
import { Logo } from "./logo";

type Props = {
  title: string;
  description?: ReactNode;
  /** Below the form: the way to the other door. */
  footer?: ReactNode;
  children: ReactNode;
};

/** The frame of sign-in, sign-up and password pages: the form at the left, a calm picture where there is room. */
export function AuthFrame({ title, description, footer, children }: Props) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <div className="flex min-w-0 flex-col px-4 sm:px-8">
        <header className="flex h-16 shrink-0 items-center">
          <Link href="/" className="inline-flex rounded-md">
            <Logo />
          </Link>
        </header>
        <main className="mx-auto flex w-full max-w-90 flex-1 flex-col justify-center py-10 lg:pb-24">
          <h1 className="text-2xl font-semibold">{title}</h1>
          {description ? <p className="mt-1 text-pretty text-muted-foreground">{description}</p> : null}
          <div className="mt-6">{children}</div>
          {footer ? <div className="mt-6 text-muted-foreground">{footer}</div> : null}
        </main>
      </div>
      <aside
        aria-label="What Leadloom does"
        className="hidden flex-col items-center justify-center gap-8 border-l bg-sidebar p-12 lg:flex"
      >
        <WorkflowArt />
        <p className="max-w-sm text-center text-lg text-pretty text-muted-foreground">
          Draw what happens after someone sends a form, and watch every step of it run.
        </p>
      </aside>
    </div>
  );
}
