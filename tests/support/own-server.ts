import { ensureCluster, removeCluster } from "../../scripts/database/cluster.ts";
import { prepareDatabase } from "../../scripts/database/prepare.ts";
import { databaseUrl } from "../../scripts/database/urls.ts";
import { embeddedEnvironment } from "../../scripts/settings.ts";
import { inProject } from "../../scripts/support/paths.ts";
import type { TestDatabase } from "./database.ts";

/** A database on a server of its own that waits for the disk as a real one does, and that may be killed. */
export interface OwnServer extends TestDatabase {
  /** Ends the server with SIGKILL, as a crash of the machine's database would. */
  kill(): void;
  /** Starts it again on the same port; it recovers by itself. */
  start(): Promise<void>;
}

/** Makes a server for one test file, with all migrations applied. Call `drop()` at the end. */
export async function ownServer(name: string): Promise<OwnServer> {
  const data = inProject("node_modules/.cache", name);
  await removeCluster(data);
  let cluster = await ensureCluster({ data });
  const { port } = cluster;
  const database = "leadloom";
  await prepareDatabase({ data, port, database });
  const url = (login: "leadloom_app" | "postgres" | "supabase_admin") => databaseUrl({ data, port, login, database });
  return {
    name: database,
    url: url("leadloom_app"),
    adminUrl: url("postgres"),
    superUrl: url("supabase_admin"),
    env: embeddedEnvironment({ data, databasePort: port, database }),
    kill: () => process.kill(cluster.pid, "SIGKILL"),
    start: async () => {
      cluster = await ensureCluster({ data });
    },
    drop: () => removeCluster(data),
  };
}
