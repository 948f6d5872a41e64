import type { Saving } from "@/components/shell/save-state";

/** What of a workflow changed since it was last saved. */
export interface Patch {
  name?: string;
  draft?: object;
}

interface Options<Current> {
  revision: number;
  /** Milliseconds after the last change. */
  delay?: number;
  /** Sends a patch made from `revision`. Returns the new revision, or what is stored when someone else was faster. */
  send: (args: { patch: Patch; revision: number }) => Promise<{ revision: number } | { conflict: Current }>;
  onState: (state: Saving) => void;
  /** Someone else was faster. Nothing more is sent until `adopt`. */
  onConflict: (args: { current: Current; patch: Patch }) => void;
}

/** Milliseconds until a save that failed is tried again by itself. */
const RETRY = 5000;

/**
 * Saves edits a moment after the last one, one request at a time, each naming the revision it was made from.
 * What could not be sent stays pending; nothing is ever dropped.
 */
export function createSaver<Current>({ revision: first, delay = 800, send, onState, onConflict }: Options<Current>) {
  let revision = first;
  let pending: Patch | null = null;
  let running: Promise<boolean> | null = null;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function later(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  }

  async function once(): Promise<boolean> {
    const patch = pending;
    if (!patch) return true;
    pending = null;
    onState("saving");
    try {
      const answer = await send({ patch, revision });
      if ("conflict" in answer) {
        pending = { ...patch, ...(pending as Patch | null) };
        stopped = true;
        onState("conflict");
        onConflict({ current: answer.conflict, patch: pending });
        return false;
      }
      revision = answer.revision;
      onState(pending ? "unsaved" : "saved");
      return true;
    } catch {
      pending = { ...patch, ...(pending as Patch | null) };
      onState("failed");
      later(RETRY);
      return false;
    }
  }

  /** Sends what is pending now. True when everything is saved. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    while (!stopped && (running || pending)) {
      running ??= once().finally(() => {
        running = null;
      });
      if (!(await running)) return false;
    }
    return !stopped;
  }

  return {
    flush,
    /** Notes an edit and saves it soon. */
    change(patch: Patch) {
      pending = { ...pending, ...patch };
      if (stopped) return;
      onState("unsaved");
      later(delay);
    },
    /** Goes on from another revision, with `patch` (or nothing) left to save. */
    adopt({ revision: next, patch }: { revision: number; patch: Patch | null }) {
      revision = next;
      pending = patch;
      stopped = false;
      onState(patch ? "unsaved" : "saved");
      if (patch) later(0);
    },
    dirty: () => pending !== null || running !== null,
    revision: () => revision,
    stop: () => clearTimeout(timer),
  };
}

export type Saver<Current> = ReturnType<typeof createSaver<Current>>;
