"use client";
import { useSyncExternalStore } from "react";

const key = "leadloom.single-keys";
const listeners = new Set<() => void>();

/** Whether keys without Ctrl or ⌘ act (on unless this browser turned them off). */
export function readSingleKeys(): boolean {
  try {
    return localStorage.getItem(key) !== "off";
  } catch {
    return true;
  }
}

/** Remembers the choice in this browser. */
export function writeSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(key, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing keeps the default.
  }
  for (const each of listeners) each();
}

/** The choice as state. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readSingleKeys,
    () => true,
  );
}
