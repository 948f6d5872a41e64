import { cn } from "./cn";

const sizes = { sm: "size-5 text-[10px]", md: "size-7 text-[11px]", lg: "size-10 text-base" };

/** First letters of the first and last word; "?" when there is no word. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s@._-]+/u)
    .filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  const letters = picked.map((word) => Array.from(word ?? "")[0] ?? "").join("");
  return letters.toLocaleUpperCase() || "?";
}

type Props = { name: string; size?: keyof typeof sizes; square?: boolean; className?: string };

/** Initials in a circle. The name must stand beside it as text, so it is hidden from screen readers. */
export function Avatar({ name, size = "md", square, className }: Props) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex shrink-0 items-center justify-center bg-primary-soft font-semibold text-primary select-none",
        square ? "rounded-sm" : "rounded-full",
        sizes[size],
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
