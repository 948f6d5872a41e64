import { readSecrets } from "../support/secrets.ts";

export type Login = "supabase_admin" | "postgres" | "leadloom_app" | "lite_api";

/** The address of an embedded database for one of its logins. `database` defaults to the product's own. */
export function databaseUrl({
  data,
  port,
  login,
  database = "leadloom",
}: {
  data: string;
  port: number;
  login: Login;
  database?: string;
}): string {
  return `postgres://${login}:${readSecrets(data).database[login]}@127.0.0.1:${port}/${database}`;
}
