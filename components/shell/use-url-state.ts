"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useOptimistic, useRef, useTransition } from "react";

type Options<T> = {
  /** Every parameter of the list with the value it has when the address does not name it. */
  defaults: T;
  /** True: only the address changes and the page is not asked for again (lists that fetch in the browser). */
  shallow?: boolean;
};

/**
 * Filters kept in the address, so that a list can be linked, reloaded and gone back to.
 * Values are strings; a value equal to its default is left out of the address; a change drops `cursor`.
 */
export function useUrlState<T extends Record<string, string>>({ defaults, shallow = false }: Options<T>) {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const [pending, start] = useTransition();
  const known = useRef(defaults).current;
  // Two changes before the address has followed the first must not undo each other.
  const ahead = useRef<{ from: string; to: string } | null>(null);

  const settled = useMemo(() => readUrlState({ defaults: known, params }), [known, params]);
  // What was chosen shows at once, also while a slow server is still drawing the list for it.
  const [values, show] = useOptimistic(settled, (before, patch: Partial<T>) => ({ ...before, ...patch }));
  const set = useCallback(
    (patch: Partial<T>) => {
      const from = params.toString();
      const base = ahead.current?.from === from ? ahead.current.to : from;
      const next = writeUrlState({ defaults: known, params: base, patch });
      if (next === base) return;
      ahead.current = { from, to: next };
      const href = next ? `${pathname}?${next}` : pathname;
      if (shallow) window.history.replaceState(null, "", href);
      else
        start(() => {
          show(patch);
          router.replace(href, { scroll: false });
        });
    },
    [known, params, pathname, router, shallow, show],
  );
  const clear = useCallback(() => set(known), [set, known]);
  const changed = Object.keys(known).filter((name) => values[name] !== known[name]);
  return { values, set, clear, changed, pending };
}

/** The values an address gives to the known names. */
export function readUrlState<T extends Record<string, string>>({
  defaults,
  params,
}: {
  defaults: T;
  params: { get(name: string): string | null };
}): T {
  return Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, params.get(name) ?? value])) as T;
}

type Write<T> = { defaults: T; params: string; patch: Partial<T> };

/** The query string after a change; names it does not know are kept, `cursor` is not. */
export function writeUrlState<T extends Record<string, string>>({ defaults, params, patch }: Write<T>): string {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined || value === defaults[name]) next.delete(name);
    else next.set(name, value);
  }
  next.delete("cursor");
  return next.toString();
}
