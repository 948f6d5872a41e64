import { CopyButton } from "@/components/shell/copy-button";
import { cn } from "./cn";

type Props = { code: string; label: string; className?: string; wrap?: boolean };

/** Code or JSON in a box with a copy button. `label` names it for screen readers ("Step output"). */
export function CodeBlock({ code, label, className, wrap }: Props) {
  return (
    <div className={cn("relative min-w-0 rounded-md border bg-muted", className)}>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-md p-3 pr-11 [scrollbar-width:thin]"
      >
        <pre className={cn("font-mono text-xs leading-5", wrap && "break-words whitespace-pre-wrap")}>
          <code>{code}</code>
        </pre>
      </section>
      <CopyButton
        value={code}
        label={`Copy ${label.toLowerCase()}`}
        iconOnly
        className="absolute! top-1.5 right-1.5 bg-muted"
      />
    </div>
  );
}
