import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type Props = { message: ReactNode; tone?: "error" | "done"; className?: string };

/** One message for a whole form, above its fields. Nothing when there is none. */
export function FormMessage({ message, tone = "error", className }: Props) {
  if (!message) return null;
  const Icon = tone === "error" ? CircleAlert : CircleCheck;
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      tabIndex={-1}
      data-form-message
      className={cn(
        "flex items-start gap-2 rounded-md px-3 py-2",
        tone === "error" ? "bg-failed-soft text-failed" : "bg-done-soft text-done",
        className,
      )}
    >
      <Icon aria-hidden className="mt-[2.5px] size-4 shrink-0" />
      <div className="min-w-0">{message}</div>
    </div>
  );
}
