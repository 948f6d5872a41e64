import { stopPrograms } from "../support/run.ts";

/** What a long-running command must undo before it ends, and its one way out. */
export type Lifecycle = {
  /** Registers an undo; they run last first. */
  onStop: (undo: () => Promise<void> | void) => void;
  /** Whether the end has begun: what stops from now on was asked to. */
  isStopping: () => boolean;
  /** Runs all undos once, then ends the process. */
  stop: (code: number) => Promise<never>;
};

/**
 * Catches Ctrl-C, SIGTERM, SIGHUP and the end of the process that started this one. Any number of them count as one,
 * since a terminal and npm both pass Ctrl-C on.
 */
export function createLifecycle({ say }: { say: (line: string) => void }): Lifecycle {
  const undos: (() => Promise<void> | void)[] = [];
  let stopping: Promise<never> | undefined;
  const stop = (code: number) => {
    stopping ??= (async (): Promise<never> => {
      stopPrograms();
      for (let undo = undos.pop(); undo; undo = undos.pop()) {
        try {
          await undo();
        } catch (error) {
          say(`While stopping: ${(error as Error).message}`);
          code ||= 1;
        }
      }
      process.exit(code);
    })();
    return stopping;
  };
  const asked = () => {
    if (!stopping) say("Stopping …");
    void stop(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, asked);
  process.on("disconnect", asked);
  // A closed terminal or pipe must not keep us from cleaning up.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  return { onStop: (undo) => void undos.push(undo), isStopping: () => stopping !== undefined, stop };
}
