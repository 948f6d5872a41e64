import type { LucideIcon } from "lucide-react";
import { cn } from "@/components/ui/cn";

type Props = {
  icon: LucideIcon;
  name: string;
  /** What the node does, with its values. */
  sentence: string;
  kind: "trigger" | "logic" | "action";
  state?: { label: string; tone: "done" | "waiting" };
  className?: string;
};

const grounds = {
  trigger: "bg-test-soft text-test",
  logic: "bg-waiting-soft text-waiting",
  action: "bg-primary-soft text-primary",
};

/** A node as the canvas draws it, standing still. */
export function NodeCard({ icon: Icon, name, sentence, kind, state, className }: Props) {
  return (
    <div className={cn("flex w-full max-w-65 items-start gap-2.5 rounded-md border bg-card p-2.5", className)}>
      <span className={cn("flex size-7 shrink-0 items-center justify-center rounded-sm", grounds[kind])}>
        <Icon className="size-4" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-center justify-between gap-2">
          <span className="truncate text-sm font-semibold">{name}</span>
          {state ? (
            <span
              className={cn("flex items-center gap-1 text-xs", state.tone === "done" ? "text-done" : "text-waiting")}
            >
              <span className="size-1.5 rounded-full bg-current" />
              {state.label}
            </span>
          ) : null}
        </span>
        <span className="block text-xs leading-4 text-muted-foreground">{sentence}</span>
      </span>
    </div>
  );
}
