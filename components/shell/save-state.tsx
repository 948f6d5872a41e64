import { Check, CloudOff, LoaderCircle, PencilLine, TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";

export type Saving = "saved" | "saving" | "unsaved" | "conflict" | "failed";

const looks = {
  saved: { text: "Saved", icon: Check, className: "text-muted-foreground" },
  saving: { text: "Saving", icon: LoaderCircle, className: "text-muted-foreground" },
  unsaved: { text: "Unsaved changes", icon: PencilLine, className: "text-muted-foreground" },
  conflict: { text: "Changed by someone else", icon: TriangleAlert, className: "text-waiting" },
  failed: { text: "Not saved", icon: CloudOff, className: "text-failed" },
};

/** Where an edit stands, in words; changes are read out. */
export function SaveState({ state, className }: { state: Saving; className?: string }) {
  const look = looks[state];
  return (
    <span
      role="status"
      className={cn("inline-flex items-center gap-1.5 text-sm whitespace-nowrap", look.className, className)}
    >
      <look.icon aria-hidden className={cn("size-3.5", state === "saving" && "animate-spin")} />
      {look.text}
    </span>
  );
}
