"use client";
import { ExternalLink, Share2 } from "lucide-react";
import { CopyButton } from "@/components/shell/copy-button";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { FormSummary } from "@/lib/api/contracts/forms";

/** The address of the form's page. */
export function SharePanel({ form }: { form: FormSummary }) {
  const online = form.status === "published";
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="outline">
          <Share2 aria-hidden />
          Share
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-96 max-w-[calc(100vw-32px)]">
        <h2 className="font-semibold">Public page</h2>
        <p className="mt-0.5 mb-2.5 text-sm text-muted-foreground">
          {online
            ? "Anyone with this address can fill in the form. Add utm_source and the like to see where people came from."
            : "This will be the address. It answers once the form is published."}
        </p>
        <Input
          readOnly
          aria-label="Address of the public page"
          value={form.url}
          onFocus={(event) => event.target.select()}
        />
        <div className="mt-2.5 flex gap-2">
          <CopyButton value={form.url} label="Copy address" />
          {online ? (
            <Button asChild variant="outline" size="sm">
              <a href={form.url} target="_blank" rel="noreferrer">
                <ExternalLink aria-hidden />
                Open page
              </a>
            </Button>
          ) : null}
        </div>
      </PopoverContent>
    </Popover>
  );
}
