"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { mergeGraphs } from "@/components/canvas/merge";
import { createSaver } from "@/components/canvas/saver";
import type { CanvasStore } from "@/components/canvas/store";
import { useApi } from "@/components/shell/api-provider";
import type { Saving } from "@/components/shell/save-state";
import { ApiError } from "@/lib/api/client";
import { type WorkflowAnswer, workflows } from "@/lib/api/contracts/workflows";
import type { Graph } from "@/lib/engine/graph";

type Options = { store: CanvasStore; workflow: WorkflowAnswer; onSaved: (workflow: WorkflowAnswer) => void };

/** Keeps the draft saved. A save that came second is merged when it touches other things; else both are shown. */
export function useAutosave({ store, workflow, onSaved }: Options) {
  const api = useApi();
  const [state, setState] = useState<Saving>("saved");
  const [conflict, setConflict] = useState<WorkflowAnswer | null>(null);
  const saved = useRef(onSaved);
  saved.current = onSaved;
  const base = useRef(workflow.draft as Graph);
  const first = useRef(workflow).current;

  const saver = useMemo(
    () =>
      createSaver<WorkflowAnswer>({
        revision: first.revision,
        send: async ({ patch, revision }) => {
          try {
            const answer = await api(workflows.update, { id: first.id, ...patch } as never, { ifMatch: revision });
            if (patch.draft) base.current = patch.draft as Graph;
            saved.current(answer);
            return { revision: answer.revision };
          } catch (error) {
            if (error instanceof ApiError && error.code === "revision_conflict")
              return { conflict: error.details.current as WorkflowAnswer };
            // Taken away since the page was opened: the sentence says whom to ask.
            if (error instanceof ApiError && error.status === 403) toast.error(error.message, { id: "save-refused" });
            throw error;
          }
        },
        onState: setState,
        onConflict: ({ current, patch }) => {
          const theirs = current.draft as Graph;
          const mine = store.getState().graph;
          const merged = patch.draft ? mergeGraphs({ base: base.current, mine, theirs }) : theirs;
          if (!merged) return setConflict(current);
          base.current = theirs;
          const { draft: _mine, ...rest } = patch;
          const left = patch.draft ? { ...rest, draft: merged } : rest;
          saver.adopt({ revision: current.revision, patch: Object.keys(left).length > 0 ? left : null });
          store.getState().commit({ graph: merged });
        },
      }),
    [api, first, store],
  );

  useEffect(() => {
    let last = store.getState().graph;
    const unsubscribe = store.subscribe((now) => {
      if (now.graph === last) return;
      last = now.graph;
      // What is stored already needs no saving, unless another state is on its way: undoing leads back to the same graph.
      if (now.graph !== base.current || saver.dirty()) saver.change({ draft: now.graph });
    });
    const hide = () => document.visibilityState === "hidden" && void saver.flush();
    const leave = (event: BeforeUnloadEvent) => {
      if (saver.dirty()) event.preventDefault();
    };
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("beforeunload", leave);
    return () => {
      unsubscribe();
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("beforeunload", leave);
      void saver.flush();
    };
  }, [saver, store]);

  return {
    state,
    saver,
    conflict,
    keepMine() {
      if (!conflict) return;
      base.current = conflict.draft as Graph;
      saver.adopt({ revision: conflict.revision, patch: { draft: store.getState().graph } });
      setConflict(null);
    },
    takeTheirs() {
      if (!conflict) return;
      const theirs = conflict.draft as Graph;
      base.current = theirs;
      saver.adopt({ revision: conflict.revision, patch: null });
      store.getState().commit({ graph: theirs });
      saved.current(conflict);
      setConflict(null);
    },
  };
}
