import { cn } from "./cn";

type Props = { label: string; value: number; max?: number; className?: string };

/** A bar for long work. `value` of `max` (100 unless said otherwise). */
export function Progress({ label, value, max = 100, className }: Props) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-accent", className)}
    >
      <div className="h-full rounded-full bg-primary transition-[width]" style={{ width: `${share * 100}%` }} />
    </div>
  );
}
