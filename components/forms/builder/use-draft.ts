"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { type ApiProblem, readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import type { Saving } from "@/components/shell/save-state";
import { ApiError } from "@/lib/api/client";
import { type FormAnswer, forms } from "@/lib/api/contracts/forms";
import type { FormContent } from "@/lib/forms";
import { mergeEdits } from "@/lib/forms/merge";

/** Quiet time after the last change before it is saved. */
const PAUSE = 800;

type Edit = { name: string; draft: FormContent };

/**
 * The form being edited: changes are shown at once and saved after a pause, based on the revision last seen. What someone else
 * changed elsewhere in the form is merged; a change of the same thing stops saving until the member chose. Nothing is dropped.
 */
export function useDraft(initial: FormAnswer) {
  const api = useApi();
  const [form, setForm] = useState(initial);
  const [edit, setEdit] = useState<Edit>({ name: initial.name, draft: initial.draft });
  const [saving, setSaving] = useState<Saving>("saved");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [theirs, setTheirs] = useState<FormAnswer | null>(null);
  const wanted = useRef(edit);
  const saved = useRef(edit);
  const revision = useRef(initial.revision);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef<Promise<boolean> | null>(null);
  const stuck = useRef(false);

  /** Takes what the server says, without touching what is being typed. */
  const adopt = useCallback((next: FormAnswer) => {
    revision.current = next.revision;
    setForm(next);
  }, []);

  const send = useCallback(async (): Promise<boolean> => {
    while (wanted.current !== saved.current) {
      const sent = wanted.current;
      const { name, draft } = sent;
      setSaving("saving");
      try {
        const answer = await api(
          forms.update,
          {
            id: initial.id,
            ...(name !== saved.current.name ? { name } : {}),
            ...(draft !== saved.current.draft ? { draft } : {}),
          },
          { ifMatch: revision.current },
        );
        saved.current = sent;
        adopt(answer);
        setProblem(null);
      } catch (error) {
        const found = readApiError(error);
        if (found.code === "revision_conflict" && error instanceof ApiError) {
          const newer = error.details.current as FormAnswer;
          const { edit: both, clash } = mergeEdits({ base: saved.current, mine: wanted.current, theirs: newer });
          if (!clash) {
            adopt(newer);
            saved.current = { name: newer.name, draft: newer.draft };
            wanted.current = both;
            setEdit(both);
            continue;
          }
          stuck.current = true;
          setTheirs(newer);
        }
        setProblem(found);
        setSaving(stuck.current ? "conflict" : "failed");
        return false;
      }
    }
    setSaving("saved");
    return true;
  }, [api, initial.id, adopt]);

  /** Saves now and tells whether everything is saved. */
  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (stuck.current) return false;
    running.current ??= send().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [send]);

  const change = useCallback(
    (part: Partial<Edit>) => {
      wanted.current = { ...wanted.current, ...part };
      setEdit(wanted.current);
      if (stuck.current) return;
      setSaving((before) => (before === "saving" ? before : "unsaved"));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), PAUSE);
    },
    [flush],
  );

  /** Ends a conflict: keep what was changed here over the newer version, or take the newer version. */
  const settle = useCallback(
    (keep: "mine" | "theirs") => {
      if (!theirs) return;
      stuck.current = false;
      adopt(theirs);
      setTheirs(null);
      setProblem(null);
      const newer = { name: theirs.name, draft: theirs.draft };
      wanted.current =
        keep === "theirs" ? newer : mergeEdits({ base: saved.current, mine: wanted.current, theirs: newer }).edit;
      saved.current = newer;
      setEdit(wanted.current);
      void flush();
    },
    [theirs, adopt, flush],
  );

  /** Shows a form the server changed in one go, such as a restored version. */
  const replace = useCallback(
    (next: FormAnswer) => {
      adopt(next);
      saved.current = { name: next.name, draft: next.draft };
      wanted.current = saved.current;
      setEdit(saved.current);
      setSaving("saved");
    },
    [adopt],
  );

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (wanted.current !== saved.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      // Leaving for another screen of the product must not lose the last keystrokes.
      if (wanted.current !== saved.current) void flush();
    };
  }, [flush]);

  return { form, ...edit, saving, problem, theirs, change, flush, settle, adopt, replace };
}

export type Draft = ReturnType<typeof useDraft>;
