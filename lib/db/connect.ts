import postgres from "postgres";
import { env } from "@/lib/env";

export type Sql = postgres.Sql<Record<string, never>>;

/** What postgres.js would otherwise turn into something that lies: dates without a zone, big numbers as text. */
export const parsers = {
  timestamptz: { to: 1184, from: [1184], serialize: String, parse: isoInstant },
  date: { to: 1082, from: [1082], serialize: String, parse: (text: string) => text },
  int8: { to: 20, from: [20], serialize: String, parse: Number },
};

/** `2026-01-31 10:00:00.123456+00` → ISO 8601 in UTC, microseconds kept: cursors compare them. */
function isoInstant(text: string): string {
  return text.endsWith("+00") ? `${text.slice(0, -3).replace(" ", "T")}Z` : new Date(text).toISOString();
}

const store = globalThis as { leadloomSql?: Sql };

/** The application's pool (login `leadloom_app`), one per process. Only the doors in this folder use it. */
export function pool(): Sql {
  store.leadloomSql ??= postgres(env().databaseUrl, {
    max: 16,
    idle_timeout: 60,
    connect_timeout: 10,
    prepare: env().databasePrepare,
    onnotice: () => {},
    connection: { TimeZone: "UTC", application_name: "leadloom" },
    types: parsers as never,
  }) as unknown as Sql;
  return store.leadloomSql;
}

/**
 * Puts a new pool in the place of one whose connections the database has cut. postgres.js writes a rollback to the lost
 * connection, throws where nobody can catch it, and never uses that place in the pool again (seen in 3.4.9).
 */
export function retirePool(cut: Sql): void {
  if (store.leadloomSql !== cut) return;
  store.leadloomSql = undefined;
  void cut.end({ timeout: 5 }).catch(() => {});
}
