import type { Sql } from "./connect.ts";

/**
 * The line (from 1) of the statement in a migration that fails while it runs, which PostgreSQL tells only for errors it
 * finds while parsing. Runs ever longer beginnings of the text, each rolled back, until the same SQLSTATE appears.
 * @returns undefined when no beginning fails in the same way.
 */
export async function locateFailure({
  sql,
  text,
  code,
}: {
  sql: Sql;
  text: string;
  code: string;
}): Promise<number | undefined> {
  const lines = text.split("\n");
  let good = 0;
  for (let end = 1; end <= lines.length; end++) {
    if (!/;\s*(--.*)?$/.test(lines[end - 1] ?? "")) continue;
    const failure = await attempt({ sql, text: lines.slice(0, end).join("\n") });
    if (failure === undefined) good = end;
    // A beginning that ends inside a function body fails too, but as a syntax error.
    if (failure === code) return firstCode({ lines, from: good });
  }
  return undefined;
}

async function attempt({ sql, text }: { sql: Sql; text: string }): Promise<string | undefined> {
  await sql`begin`;
  try {
    await sql.unsafe(text).simple();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? "unknown";
  } finally {
    await sql`rollback`;
  }
}

/** The first line after `from` that is neither empty nor a comment. */
function firstCode({ lines, from }: { lines: string[]; from: number }): number {
  const offset = lines.slice(from).findIndex((line) => line.trim() && !line.trim().startsWith("--"));
  return from + Math.max(offset, 0) + 1;
}
