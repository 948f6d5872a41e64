"use client";
import { useRef, useState } from "react";
import { useApi } from "@/components/shell/api-provider";
import { useLive } from "@/components/shell/use-live";
import { type RunAnswer, type RunStep, runs } from "@/lib/api/contracts/runs";

type State = { run: RunAnswer; steps: RunStep[] };

/** A run and its steps, read again whenever the run moves. `refresh` reads them now. */
export function useRun(initial: State): State & { refresh: () => Promise<void> } {
  const api = useApi();
  const [state, setState] = useState(initial);
  const asked = useRef(0);
  const { id } = initial.run;
  async function refresh() {
    asked.current += 1;
    const turn = asked.current;
    try {
      const [run, steps] = await Promise.all([api(runs.get, { id }), api(runs.steps, { id })]);
      // A slower answer to an earlier question must not put the run back.
      if (turn === asked.current) setState({ run, steps: steps.data });
    } catch {
      // What is on screen stays; the next change asks again.
    }
  }
  useLive({ kind: "run", id, onChange: () => void refresh() });
  return { ...state, refresh };
}
