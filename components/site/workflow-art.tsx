import { Clock, FileText, GitBranch, Mail, Tag } from "lucide-react";
import { NodeCard } from "./node-card";

/** A drawn workflow: form, wait, question, and an email or a tag. A picture, so its parts are not read one by one. */
export function WorkflowArt() {
  return (
    <div
      role="img"
      aria-label="A workflow: when the form is sent, wait one minute, then ask whether the person wants a demo. If yes, send an email; otherwise add a tag."
      className="w-full max-w-130 rounded-xl border bg-muted bg-[radial-gradient(var(--border-strong)_1px,transparent_1px)] bg-size-[16px_16px] px-4 py-6 sm:px-6"
    >
      <div aria-hidden className="flex flex-col items-center">
        <NodeCard
          kind="trigger"
          icon={FileText}
          name="Form submitted"
          sentence="When someone sends “Book a demo”"
          state={{ label: "Done", tone: "done" }}
        />
        <Line />
        <NodeCard
          kind="logic"
          icon={Clock}
          name="Wait"
          sentence="1 minute"
          state={{ label: "Waiting", tone: "waiting" }}
        />
        <Line />
        <NodeCard kind="logic" icon={GitBranch} name="If / else" sentence="Wants a demo is Yes" />
        <Fork />
        <div className="grid w-full grid-cols-2 gap-3 sm:gap-4">
          <NodeCard kind="action" icon={Mail} name="Send email" sentence="“Pick a time that suits you”" />
          <NodeCard kind="action" icon={Tag} name="Add tag" sentence="newsletter" />
        </div>
      </div>
    </div>
  );
}

function Line() {
  return <span className="h-6 w-px bg-input" />;
}

/** Two edges with their labels, from the middle to the middle of each half. */
function Fork() {
  return (
    <div className="relative h-13 w-full text-xs font-medium text-muted-foreground">
      <svg viewBox="0 0 100 52" preserveAspectRatio="none" aria-hidden="true" className="absolute inset-0 size-full">
        <path
          d="M50 0 V14 Q50 22 44 22 H31 Q25 22 25 30 V52 M50 14 Q50 22 56 22 H69 Q75 22 75 30 V52"
          fill="none"
          strokeWidth="1"
          vectorEffect="non-scaling-stroke"
          className="stroke-input"
        />
      </svg>
      <span className="absolute top-6.5 left-1/4 -translate-x-1/2 rounded-xs border bg-background px-1.5">Yes</span>
      <span className="absolute top-6.5 left-3/4 -translate-x-1/2 rounded-xs border bg-background px-1.5">
        Otherwise
      </span>
    </div>
  );
}
