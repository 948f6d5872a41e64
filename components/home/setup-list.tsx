import { Check, ChevronRight } from "lucide-react";
import Link from "next/link";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import type { HomeAnswer } from "@/lib/api/contracts/home";

type Step = { id: keyof HomeAnswer["setup"]; title: string; why: string; path: string };

const steps: Step[] = [
  { id: "form_made", title: "Make a form", why: "Visitors fill it in, and each becomes a contact.", path: "forms" },
  {
    id: "form_published",
    title: "Publish the form",
    why: "It gets an address of its own that you can share.",
    path: "forms",
  },
  {
    id: "sender_set",
    title: "Say who sends",
    why: "Name, address and postal address, which every marketing email must show.",
    path: "settings",
  },
  {
    id: "workflow_drawn",
    title: "Draw a workflow",
    why: "What should happen once somebody sends the form in.",
    path: "workflows",
  },
  {
    id: "workflow_published",
    title: "Publish the workflow",
    why: "From then on it runs by itself.",
    path: "workflows",
  },
  {
    id: "first_run",
    title: "See the first run",
    why: "Send your own form in and watch it move, step by step.",
    path: "runs",
  },
];

/** Whether all first steps are done, so that the list need not be shown. */
export const isSetUp = (setup: HomeAnswer["setup"]) => steps.every((step) => setup[step.id]);

/** The first things to do in a new workspace, ticked off by what really exists. */
export function SetupList({ setup, base }: { setup: HomeAnswer["setup"]; base: string }) {
  const done = steps.filter((step) => setup[step.id]).length;
  const next = steps.find((step) => !setup[step.id]);
  return (
    <Card aria-labelledby="setup">
      <CardHeader>
        <CardTitle id="setup">Get started</CardTitle>
        <div className="flex items-center gap-3 text-sm text-muted-foreground tabular-nums">
          {`${done} of ${steps.length} done`}
          <Progress label="First steps done" value={done} max={steps.length} className="w-24" />
        </div>
      </CardHeader>
      <ol className="grid sm:grid-cols-2 sm:gap-x-px xl:grid-cols-3">
        {steps.map((step) => {
          const ready = setup[step.id];
          return (
            <li key={step.id}>
              <Link
                href={`${base}/${step.path}`}
                aria-current={step === next ? "step" : undefined}
                className="group flex h-full items-start gap-3 px-4 py-3 hover:bg-muted focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring"
              >
                <span
                  className={cn(
                    "mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border",
                    ready ? "border-transparent bg-done-soft text-done" : "border-input",
                    step === next && "border-2 border-primary",
                  )}
                >
                  {ready ? <Check aria-hidden className="size-3.5" /> : null}
                  <span className="sr-only">{ready ? "Done" : "To do"}</span>
                </span>
                <span className="min-w-0 flex-1">
                  <span className={cn("block font-medium", ready && "text-muted-foreground line-through decoration-1")}>
                    {step.title}
                  </span>
                  {ready ? null : <span className="block text-sm text-pretty text-muted-foreground">{step.why}</span>}
                </span>
                <ChevronRight
                  aria-hidden
                  className={cn(
                    "mt-0.5 size-4 shrink-0 text-muted-foreground",
                    step !== next && "opacity-0 group-hover:opacity-100",
                  )}
                />
              </Link>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
