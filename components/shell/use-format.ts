"use client";
import { useMemo } from "react";
import {
  formatCompact,
  formatDate,
  formatDateTime,
  formatDuration,
  formatExact,
  formatNumber,
  formatPercent,
  plural,
} from "./format";
import { useLocale } from "./locale";

/** The format helpers bound to the member's locale and zone. */
export function useFormat() {
  const { locale, zone } = useLocale();
  return useMemo(
    () => ({
      number: (value: number, digits?: number) => formatNumber({ value, locale, digits }),
      compact: (value: number) => formatCompact({ value, locale }),
      percent: (value: number) => formatPercent({ value, locale }),
      date: (at: string) => formatDate({ at, locale, zone }),
      dateTime: (at: string) => formatDateTime({ at, locale, zone }),
      exact: (at: string) => formatExact({ at, locale, zone }),
      duration: (ms: number) => formatDuration({ ms, locale }),
      plural: (input: { count: number; one: string; other: string; zero?: string }) => plural({ ...input, locale }),
    }),
    [locale, zone],
  );
}
