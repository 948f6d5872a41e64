import postgres from "postgres";

export type Sql = ReturnType<typeof postgres>;

/** Opens one plain connection for a command (no pool, no prepared statements, notices kept quiet). Close with `end()`. */
export function connect(url: string): Sql {
  return postgres(url, { max: 1, prepare: false, onnotice: () => {}, connect_timeout: 10, idle_timeout: 0 });
}

/** Runs one text of SQL, which may hold several statements, on a connection of its own. */
export async function query({ url, text }: { url: string; text: string }): Promise<Record<string, unknown>[]> {
  const sql = connect(url);
  try {
    return (await sql.unsafe(text).simple()) as unknown as Record<string, unknown>[];
  } finally {
    await sql.end({ timeout: 5 });
  }
}
