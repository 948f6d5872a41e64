"use client";
import { useEffect, useRef } from "react";
import { useWorkspace } from "./api-provider";

type Kind = "run" | "contact" | "mailbox" | "call" | "notification" | "task";
type Change = { kind: Kind; id: string };
type Listener = (change: Change | null) => void;

// One stream per tab and workspace: browsers open six connections per host at most.
const streams = new Map<string, { source: EventSource; listeners: Set<Listener> }>();

function listen({ workspace, listener }: { workspace: string; listener: Listener }): () => void {
  let stream = streams.get(workspace);
  if (!stream) {
    const listeners = new Set<Listener>();
    const source = new EventSource(`/api/live?workspace=${encodeURIComponent(workspace)}`);
    source.onopen = () => {
      // Anything may have changed after a break, and between drawing the page and listening.
      for (const each of listeners) each(null);
    };
    source.onmessage = (event) => {
      const change = JSON.parse(event.data) as Change;
      for (const each of listeners) each(change);
    };
    stream = { source, listeners };
    streams.set(workspace, stream);
  }
  const { source, listeners } = stream;
  listeners.add(listener);
  if (source.readyState === EventSource.OPEN) listener(null);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    source.close();
    streams.delete(workspace);
  };
}

type Options = { kind: Kind /** Only changes of this one. */; id?: string; onChange: () => void };

/** Calls `onChange` when something of this kind changes in the workspace on screen, at most twice a second, and once whenever listening begins. */
export function useLive({ kind, id, onChange }: Options): void {
  const { slug } = useWorkspace();
  const act = useRef(onChange);
  act.current = onChange;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = listen({
      workspace: slug,
      listener: (change) => {
        if (change && (change.kind !== kind || (id !== undefined && change.id !== id))) return;
        timer ??= setTimeout(() => {
          timer = undefined;
          act.current();
        }, 400);
      },
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [slug, kind, id]);
}
