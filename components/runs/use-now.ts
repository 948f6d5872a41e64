"use client";
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const still = () => () => {};

/** The current instant in milliseconds, once a second while `ticking`; null on the server and while hydrating. */
export function useNow(ticking = true): number | null {
  return useSyncExternalStore(
    ticking ? subscribe : still,
    () => now,
    () => null,
  );
}
