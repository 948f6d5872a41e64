"use client";
import { formatDuration } from "@/components/shell/format";
import { useLocale } from "@/components/shell/locale";
import { useFormat } from "@/components/shell/use-format";
import { useNow } from "./use-now";

/** "14:05 (in 42 seconds)" for an ISO instant to come, counting down; hovering shows the exact instant and zone. */
export function DueIn({ at }: { at: string }) {
  const { locale } = useLocale();
  const { dateTime, exact } = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={exact(at)} suppressHydrationWarning>
      {dateTime(at)}
      {now === null ? null : <span className="text-muted-foreground"> ({remaining({ at, now, locale })})</span>}
    </time>
  );
}

function remaining({ at, now, locale }: { at: string; now: number; locale: string }): string {
  const seconds = Math.ceil((Date.parse(at) - now) / 1000);
  if (seconds <= 0) return "due now";
  if (seconds < 90) return new Intl.RelativeTimeFormat(locale).format(seconds, "second");
  return `in ${formatDuration({ ms: seconds * 1000, locale })}`;
}
