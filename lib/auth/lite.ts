import { App } from "@supabase/lite";
import { createPostgresConnection, type PostgresConnection } from "@supabase/lite/postgres";
import { outbox } from "@/lib/auth/outbox";
import { env } from "@/lib/env";

/** Shortest password anyone may choose, in characters. */
export const MIN_PASSWORD = 10;

const store = globalThis as { leadloomLite?: typeof fetch };

/**
 * The `fetch` that hands Supabase Auth calls to the sign-in server inside this process. Embedded mode only.
 * Nothing of it is mounted on a route, so its own HTTP interface cannot be reached from outside.
 */
export function liteFetch(): typeof fetch {
  store.leadloomLite ??= start();
  return store.leadloomLite;
}

function start(): typeof fetch {
  const { databaseAuthUrl, jwtSecret, supabaseAnonKey, supabaseSecretKey, baseUrl, confirmEmail } = env();
  const connection = createPostgresConnection({
    url: databaseAuthUrl,
    postgresOptions: {
      max: 4,
      idle_timeout: 60,
      onnotice: () => {},
      types: { json: json(114), jsonb: json(3802) } as never,
    },
  });
  withoutRoleSetup(connection);
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: jwtSecret,
      publishable_key: supabaseAnonKey,
      secret_key: supabaseSecretKey,
      site_url: baseUrl,
      minimum_password_length: MIN_PASSWORD,
      email: { enable_confirmations: confirmEmail },
    },
    studio: { enabled: false },
    options: { drivers: { email: outbox } },
  });
  return async (input, init) => app.fetch(new Request(input, init));
}

// The library writes JSON columns as text it has already made; stringified twice, they would be stored as strings.
function json(oid: number) {
  const serialize = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return { to: oid, from: [oid], serialize, parse: (text: string) => JSON.parse(text) };
}

// At its first use the library would look for tables under row-level security and alter roles; its login may not, and must not.
function withoutRoleSetup(connection: PostgresConnection): void {
  Object.assign(connection, { ensureRlsContext: async () => true });
}
