import { writtenInstant } from "@/lib/api/instant";
import { invalid } from "@/lib/errors";

/** Where a list goes on: the sort value and id of the last row seen. */
export interface Cursor {
  at: string;
  id: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Makes the opaque text clients hand back. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.at, cursor.id])).toString("base64url");
}

/** @throws AppError 422 on `cursor` when the text was not made here. */
export function decodeCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    const [at, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    // Not Date.parse, which takes spellings the database refuses.
    if (writtenInstant.safeParse(at).success && typeof id === "string" && uuid.test(id)) return { at, id };
  } catch {
    // Falls through to the refusal below.
  }
  throw invalid("cursor", "This cursor is not valid. Start again from the first page.");
}

/** Cuts one row more than asked for into a page with its cursor. Rows were read with `limit + 1`. */
export function page<T extends { id: string; created_at: string }>({
  rows,
  limit,
}: {
  rows: T[];
  limit: number;
}): { data: T[]; next_cursor: string | null } {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, next_cursor: rows.length > limit && last ? encodeCursor({ at: last.created_at, id: last.id }) : null };
}
