"use client";
import { useCallback, useMemo, useRef, useState } from "react";

/** Which of the rows shown are selected. Rows that are gone from the list are gone from the selection. */
export function useSelection({ ids }: { ids: string[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const selected = useMemo(() => ids.filter((id) => chosen.has(id)), [ids, chosen]);
  const all = ids.length > 0 && selected.length === ids.length;

  /** Turns one row on or off; with `range` (Shift) every row from the last one touched follows it. */
  function toggle({ id, range }: { id: string; range?: boolean }) {
    const on = !chosen.has(id);
    const from = range && last.current ? ids.indexOf(last.current) : -1;
    const to = ids.indexOf(id);
    const touched = from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
    last.current = id;
    setChosen((before) => {
      const next = new Set(before);
      for (const each of touched) {
        if (on) next.add(each);
        else next.delete(each);
      }
      return next;
    });
  }

  const clear = useCallback(() => setChosen(new Set()), []);
  return {
    ids: selected,
    all,
    has: (id: string) => chosen.has(id),
    toggle,
    toggleAll: () => (all ? clear() : setChosen(new Set(ids))),
    clear,
  };
}
