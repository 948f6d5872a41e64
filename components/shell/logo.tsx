import { cn } from "@/components/ui/cn";

/** The mark: one thread woven over and under two others. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("size-6 shrink-0", className)}>
      <rect width="32" height="32" rx="8" className="fill-primary" />
      <g fill="none" strokeWidth="3" strokeLinecap="round" className="stroke-primary-foreground">
        <path d="M11 7v6M11 19v6" />
        <path d="M21 7v18" />
        <path d="M7 16h10.5M24.5 16h.5" />
      </g>
    </svg>
  );
}

/** The mark with the product's name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 text-lg font-semibold tracking-tight", className)}>
      <LogoMark />
      Leadloom
    </span>
  );
}
