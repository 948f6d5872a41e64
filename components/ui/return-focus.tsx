"use client";
import { useRef, useState } from "react";

type Opener = { current: HTMLElement | null };

/**
 * For modal boxes that are opened by state and not by a trigger of their own: the library gives the focus back to a trigger only.
 * @param onCloseAutoFocus what the box does itself; preventing the event leaves the focus to it
 * @returns the handler for the box, and what remembers who opened it: stand it as `<RememberOpener>` inside the box
 */
export function useReturnFocus(onCloseAutoFocus?: (event: Event) => void) {
  const opener = useRef<HTMLElement | null>(null);
  function giveBack(event: Event) {
    onCloseAutoFocus?.(event);
    if (event.defaultPrevented) return;
    if (movedOn(event.target as Node | null)) return event.preventDefault();
    if (!opener.current?.isConnected) return;
    event.preventDefault();
    opener.current.focus();
  }
  return { opener, giveBack };
}

/** Whether what was done in the box has led the focus elsewhere, such as into the field of a problem: there it stays. */
function movedOn(box: Node | null): boolean {
  const focused = document.activeElement;
  return focused !== null && focused !== document.body && !box?.contains(focused);
}

/** Mounts with the content of a box and notes what had the focus just before. Shows nothing. */
export function RememberOpener({ opener }: { opener: Opener }) {
  // In the first drawing: once it is mounted, a field of the box may have taken the focus already.
  useState(() => {
    const focused = document.activeElement;
    // An entry of a menu is gone when the box closes; the button of the menu is not.
    const menu = focused?.closest("[role=menu]")?.getAttribute("aria-labelledby");
    opener.current = (menu && document.getElementById(menu)) || (focused as HTMLElement | null);
  });
  return null;
}
