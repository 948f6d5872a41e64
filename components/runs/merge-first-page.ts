import type { Page } from "@/components/shell/use-pages";

type Row = { id: string; created_at: string };

/**
 * The rows of a growing list after its beginning was read again: what is new or changed comes from the fresh page, what
 * lies behind the fresh page stays.
 */
export function mergeFirstPage<R extends Row>({ rows, fresh }: { rows: R[]; fresh: Page<R> }): R[] {
  const last = fresh.data.at(-1);
  if (fresh.next_cursor === null || !last) return fresh.data;
  const behind = rows.filter(
    (row) => row.created_at < last.created_at || (row.created_at === last.created_at && row.id < last.id),
  );
  return [...fresh.data, ...behind];
}
