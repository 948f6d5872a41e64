"use client";
import { MousePointerClick } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import type { z } from "zod";
import { readApiError } from "@/components/shell/api-error";
import { Button } from "@/components/ui/button";
import type { messages } from "@/lib/api/contracts/messages";
import { seenWords } from "./seen-words";

type Mail = z.output<typeof messages.getMail.response>;
type Answer = { reaction: "open" } | { reaction: "click"; link: number };
type Props = { mail: Mail; mayAnswer: boolean; onAnswer: (answer: Answer) => Promise<void> };

/** What was seen of a tracked mail, people and machines apart, with buttons to open it and to click its links. */
export function MailSeen({ mail, mayAnswer, onAnswer }: Props) {
  const [busy, setBusy] = useState<string | null>(null);

  async function answer(name: string, given: Answer) {
    setBusy(name);
    try {
      await onAnswer(given);
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    } finally {
      setBusy(null);
    }
  }

  return (
    <div className="grid gap-2 border-t pt-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-muted-foreground">Opened: {seenWords(mail.opens)}</p>
        {mayAnswer ? (
          <Button
            variant="outline"
            size="sm"
            busy={busy === "open"}
            onClick={() => answer("open", { reaction: "open" })}
          >
            Open
          </Button>
        ) : null}
      </div>
      {mail.links.length > 0 ? (
        <ul className="grid gap-2" aria-label="Links of this mail">
          {mail.links.map(({ position, url, clicks }) => (
            <li key={position} className="flex flex-wrap items-center justify-between gap-2">
              <span className="min-w-0 flex-1 text-sm">
                <span className="block truncate" title={url}>
                  {url}
                </span>
                <span className="text-muted-foreground">Clicked: {seenWords(clicks)}</span>
              </span>
              {mayAnswer ? (
                <Button
                  variant="outline"
                  size="sm"
                  busy={busy === url + position}
                  aria-label={`Click ${url}`}
                  onClick={() => answer(url + position, { reaction: "click", link: position })}
                >
                  <MousePointerClick aria-hidden />
                  Click
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
