"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { type NavEntry, navHref } from "./navigation";
import { readSingleKeys } from "./single-keys";

type Options = {
  workspace: string;
  entries: NavEntry[];
  onMenu: () => void;
  onHelp: () => void;
  onToggleNav: () => void;
};

/**
 * The keys that work everywhere: Mod+K menu, Mod+B navigation, "?" help, "G" then a letter to go somewhere.
 * Keys without Mod can be turned off (WCAG 2.1.4) and never act while typing, in a dialog, or inside
 * anything marked `data-own-keys` (the canvas).
 */
export function useHotKeys(options: Options): void {
  const router = useRouter();
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    let armedUntil = 0;
    function onKey(event: KeyboardEvent) {
      const { workspace, entries, onMenu, onHelp, onToggleNav } = latest.current;
      const key = event.key.toLowerCase();
      if ((event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey) {
        if (key === "k") {
          event.preventDefault();
          onMenu();
        } else if (key === "b" && !isTyping(event.target)) {
          event.preventDefault();
          onToggleNav();
        }
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || hasOwnKeys(event.target) || !readSingleKeys()) return;
      if (event.key === "?") {
        onHelp();
        return;
      }
      const entry = entries.find((each) => each.keys[1].toLowerCase() === key);
      if (entry && Date.now() < armedUntil) {
        event.preventDefault();
        armedUntil = 0;
        router.push(navHref({ entry, workspace }));
      } else {
        armedUntil = key === "g" ? Date.now() + 1000 : 0;
      }
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select, [role='textbox'], [role='combobox']");
}

function hasOwnKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("[data-own-keys], [role='dialog'], [role='menu'], [role='listbox']") !== null
  );
}
