import { CircleAlert, PowerOff, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { NodeIcon } from "@/components/canvas/node-icon";
import { nodeSummary, nodeTitle } from "@/components/canvas/node-words";
import { cn } from "@/components/ui/cn";
import type { GraphNode } from "@/lib/engine/graph";
import type { NameLookup } from "@/lib/nodes/define-node";
import { registry } from "@/lib/nodes/registry";

type Props = {
  node: GraphNode;
  names: NameLookup;
  selected?: boolean;
  /** How many errors and warnings the step has. */
  problems?: { errors: number; warnings: number };
  /** The name, when something else stands in its place (a rename box). */
  title?: ReactNode;
  /** A line under the summary, such as a run's status. */
  footer?: ReactNode;
  className?: string;
};

/** The card of a step: mark, name, one sentence with its real values, and what is wrong with it. */
export function CardFace({ node, names, selected, problems, title, footer, className }: Props) {
  const definition = registry.get(node.type);
  const { disabled } = node.settings;
  return (
    <div
      className={cn(
        "w-[260px] rounded-lg border border-border-strong bg-card text-left text-card-foreground transition-colors",
        disabled && "border-dashed bg-muted",
        problems && problems.errors > 0 && "border-failed",
        selected && "border-primary ring-2 ring-primary/35",
        className,
      )}
    >
      <div className="flex items-start gap-2.5 px-3 py-2.5">
        <NodeIcon icon={definition?.icon} kind={definition?.kind} className={cn(disabled && "opacity-60")} />
        <div className="min-w-0 flex-1">
          <div className="flex min-h-5 items-center gap-1.5">
            {title ?? (
              <span className={cn("truncate text-sm leading-5 font-medium", disabled && "text-muted-foreground")}>
                {nodeTitle(node)}
              </span>
            )}
            {disabled ? (
              <span className="ml-auto flex shrink-0 items-center gap-1 text-xs text-muted-foreground">
                <PowerOff aria-hidden className="size-3" />
                Off
              </span>
            ) : null}
            {problems && problems.errors + problems.warnings > 0 ? (
              <ProblemBadge {...problems} className={cn(!disabled && "ml-auto")} />
            ) : null}
          </div>
          <p className="line-clamp-2 text-xs leading-4 break-words text-muted-foreground">
            {nodeSummary({ node, names })}
          </p>
        </div>
      </div>
      {footer}
    </div>
  );
}

function ProblemBadge({ errors, warnings, className }: { errors: number; warnings: number; className?: string }) {
  const Icon = errors > 0 ? CircleAlert : TriangleAlert;
  const words =
    errors > 0
      ? `${errors} ${errors === 1 ? "problem" : "problems"}`
      : `${warnings} ${warnings === 1 ? "warning" : "warnings"}`;
  return (
    <span
      title={words}
      className={cn(
        "flex shrink-0 items-center gap-0.5 text-xs tabular-nums",
        errors > 0 ? "text-failed" : "text-waiting",
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      <span aria-hidden>{errors > 0 ? errors : warnings}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
