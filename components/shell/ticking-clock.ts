/**
 * A clock for `useSyncExternalStore` that ticks every `every` milliseconds while somebody looks at it; all who look share one
 * timer, so that they change together. `read` gives the instant of the last tick.
 */
export function tickingClock(every: number): { subscribe: (listener: () => void) => () => void; read: () => number } {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    read: () => now,
    subscribe: (listener) => {
      listeners.add(listener);
      now = Date.now();
      timer ??= setInterval(() => {
        now = Date.now();
        for (const each of listeners) each();
      }, every);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
