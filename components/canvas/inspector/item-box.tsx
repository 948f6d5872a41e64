import { ArrowDown, ArrowUp, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

type Props = {
  label: string;
  onRemove?: () => void;
  onUp?: () => void;
  onDown?: () => void;
  head?: ReactNode;
  children?: ReactNode;
};

/** One item of a list in the inspector, with its buttons. */
export function ItemBox({ label, onRemove, onUp, onDown, head, children }: Props) {
  return (
    <div className="grid gap-3 rounded-md border p-2.5">
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          {head ?? <p className="pt-1 text-xs text-muted-foreground first-letter:uppercase">{label}</p>}
        </div>
        {onUp ? (
          <Button variant="ghost" size="icon-sm" aria-label={`Move ${label} up`} onClick={onUp}>
            <ArrowUp aria-hidden />
          </Button>
        ) : null}
        {onDown ? (
          <Button variant="ghost" size="icon-sm" aria-label={`Move ${label} down`} onClick={onDown}>
            <ArrowDown aria-hidden />
          </Button>
        ) : null}
        {onRemove ? (
          <Button variant="ghost" size="icon-sm" aria-label={`Remove ${label}`} onClick={onRemove}>
            <X aria-hidden />
          </Button>
        ) : null}
      </div>
      {children}
    </div>
  );
}
