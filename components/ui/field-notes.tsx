import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

type Notes = { id: string; help?: ReactNode; error?: string };

/** Help and error under a control; `describedBy` ties them to it. */
export function FieldNotes({ id, help, error }: Notes) {
  return (
    <>
      {help ? (
        <p id={`${id}-help`} className="text-sm text-muted-foreground">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-failed">
          <CircleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
          {error}
        </p>
      ) : null}
    </>
  );
}

/** The ids of what `FieldNotes` shows, for `aria-describedby`; undefined when it shows nothing. */
export function describedBy({ id, help, error }: Notes): string | undefined {
  return [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
}
