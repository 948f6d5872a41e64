import { cn } from "@/components/ui/cn";

type Line = { who: string; text: string };

/** What was said in a call, one line under the other. */
export function Transcript({ lines }: { lines: Line[] }) {
  return (
    <ol className="grid gap-2">
      {lines.map(({ who, text }, n) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity besides their place
          key={n}
          className={cn(
            "max-w-[85%] rounded-lg px-3 py-2",
            who === "contact" ? "justify-self-end bg-primary-soft" : "justify-self-start bg-muted",
          )}
        >
          <span className="block text-sm font-medium">{who === "contact" ? "Contact" : "AI voice"}</span>
          <span className={cn("break-words whitespace-pre-wrap", !text && "text-muted-foreground")}>
            {text || "Nothing was heard"}
          </span>
        </li>
      ))}
    </ol>
  );
}
