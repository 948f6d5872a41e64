"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { type ApiProblem, readApiError } from "./api-error";

export type Page<Row> = { data: Row[]; next_cursor: string | null };

type Options<Row> = {
  /** Names the list with its filters; another key starts again from the first page. */
  key: string;
  /** The first page, when the server drew it. Another `data` array replaces what is shown. */
  initial?: Page<Row>;
  /** Fetches the page after `cursor` (null: the first). Rejects with an API error. */
  load: (input: { cursor: string | null; signal: AbortSignal }) => Promise<Page<Row>>;
};

type State<Row> = {
  key: string;
  initial?: Page<Row>;
  rows: Row[];
  next: string | null;
  /** "first": the first page is on its way; "more": a later one is. */
  busy: "no" | "first" | "more";
  problem: ApiProblem | null;
};

/** Rows of a cursor list that grows page by page, in the shape `DataTable` takes: `<DataTable {...pages.table} />`. */
export function usePages<Row>({ key, initial, load }: Options<Row>) {
  const [state, setState] = useState<State<Row>>(() => begin({ key, initial }));
  const current = state.key === key && state.initial?.data === initial?.data ? state : begin({ key, initial });
  if (current !== state) setState(current);

  const loader = useRef(load);
  loader.current = load;
  const stop = useRef<AbortController | null>(null);

  const fetchPage = useCallback(
    async (cursor: string | null) => {
      stop.current?.abort();
      const controller = new AbortController();
      stop.current = controller;
      const mine = (before: State<Row>) => before.key === key && !controller.signal.aborted;
      setState((before) =>
        mine(before) ? { ...before, busy: cursor === null ? "first" : "more", problem: null } : before,
      );
      try {
        const page = await loader.current({ cursor, signal: controller.signal });
        setState((before) =>
          mine(before)
            ? {
                ...before,
                rows: cursor === null ? page.data : [...before.rows, ...page.data],
                next: page.next_cursor,
                busy: "no",
              }
            : before,
        );
      } catch (thrown) {
        setState((before) => (mine(before) ? { ...before, busy: "no", problem: readApiError(thrown) } : before));
      }
    },
    [key],
  );

  const needsFirst = !initial;
  useEffect(() => {
    if (needsFirst) void fetchPage(null);
    return () => stop.current?.abort();
  }, [needsFirst, fetchPage]);

  const { rows, next, busy, problem } = current;
  const loadMore = useCallback(() => {
    if (next !== null && busy === "no") void fetchPage(next);
  }, [next, busy, fetchPage]);
  const reload = useCallback(() => fetchPage(null), [fetchPage]);
  const setRows = useCallback(
    (change: (rows: Row[]) => Row[]) => setState((before) => ({ ...before, rows: change(before.rows) })),
    [],
  );

  const failedFirst = problem !== null && rows.length === 0;
  return {
    rows,
    reload,
    setRows,
    table: {
      rows,
      state: failedFirst
        ? ("error" as const)
        : busy === "first" && rows.length === 0
          ? ("loading" as const)
          : ("ready" as const),
      problem: failedFirst ? problem : null,
      onRetry: reload,
      more: { has: next !== null, loading: busy === "more", problem: failedFirst ? null : problem, load: loadMore },
    },
  };
}

function begin<Row>({ key, initial }: { key: string; initial?: Page<Row> }): State<Row> {
  return {
    key,
    initial,
    rows: initial?.data ?? [],
    next: initial?.next_cursor ?? null,
    busy: initial ? "no" : "first",
    problem: null,
  };
}
