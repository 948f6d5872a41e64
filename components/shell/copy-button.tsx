"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";

type Props = { value: string; label?: string; iconOnly?: boolean; className?: string };

/** Copies `value`. The button says so itself for two seconds; a browser that refuses gets a plain message. */
export function CopyButton({ value, label = "Copy", iconOnly, className }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      toast.error("The browser did not allow copying. Select the text and copy it by hand.");
    }
  }

  const Icon = copied ? Check : Copy;
  return (
    <Button
      variant={iconOnly ? "ghost" : "outline"}
      size={iconOnly ? "icon-sm" : "sm"}
      onClick={copy}
      aria-label={iconOnly ? label : undefined}
      className={className}
    >
      <Icon aria-hidden className={copied ? "text-done" : undefined} />
      {iconOnly ? null : <span>{copied ? "Copied" : label}</span>}
      <span role="status" className="sr-only">
        {copied && iconOnly ? "Copied" : ""}
      </span>
    </Button>
  );
}
