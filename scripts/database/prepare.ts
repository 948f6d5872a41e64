import { bootstrapDatabase, setPasswords } from "./bootstrap.ts";
import { migrate } from "./migrate.ts";
import { databaseUrl } from "./urls.ts";

/** Brings a database of a running embedded cluster to the present state: bootstrap, migrations, passwords. */
export async function prepareDatabase({
  data,
  port,
  database = "leadloom",
}: {
  data: string;
  port: number;
  database?: string;
}): Promise<{ applied: string[]; changed: string[] }> {
  await bootstrapDatabase({ data, port, database });
  const result = await migrate({ url: databaseUrl({ data, port, login: "postgres", database }) });
  // The migrations make this login, without a password.
  await setPasswords({ data, port, logins: ["leadloom_app"] });
  return result;
}
