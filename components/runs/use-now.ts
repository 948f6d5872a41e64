"use client";
import { useSyncExternalStore } from "react";
import { tickingClock } from "@/components/shell/ticking-clock";

const { subscribe, read } = tickingClock(1000);
const still = () => () => {};

/** The current instant in milliseconds, once a second while `ticking`; null on the server and while hydrating. */
export function useNow(ticking = true): number | null {
  return useSyncExternalStore(ticking ? subscribe : still, read, () => null);
}
