import { setTimeout as sleep } from "node:timers/promises";
import { type Cluster, ensureCluster, stopCluster } from "../database/cluster.ts";
import { prepareDatabase } from "../database/prepare.ts";
import { embeddedEnvironment, withoutServices } from "../settings.ts";
import { isRunning } from "../support/lock.ts";
import type { Address } from "./address.ts";
import type { Lifecycle } from "./lifecycle.ts";

/** What the app is started with, and the lines that say what runs where. */
export type Prepared = { env: NodeJS.ProcessEnv; lines: string[] };

/** Starts the embedded database, brings it to the present state, and keeps it running until the command ends. */
export async function prepareEmbedded({
  data,
  address,
  lifecycle,
}: {
  data: string;
  address: Address;
  lifecycle: Lifecycle;
}): Promise<Prepared> {
  lifecycle.onStop(() => stopCluster(data));
  const cluster = await ensureCluster({ data });
  const { applied, changed } = await prepareDatabase({ data, port: cluster.port });
  if (changed.length) {
    console.warn(
      `Changed since they were applied here: ${changed.join(", ")}. The database still has the old form; npm run reset starts over.`,
    );
  }
  void keepRunning({ cluster, lifecycle });
  const count = applied.length === 1 ? "1 migration" : `${applied.length} migrations`;
  return {
    env: {
      ...withoutServices(process.env),
      ...embeddedEnvironment({ data, databasePort: cluster.port, ...address }),
    },
    lines: [
      `Database   PostgreSQL on 127.0.0.1:${cluster.port}, files in ${cluster.home}${applied.length ? ` (${count} applied)` : ""}`,
      ...(cluster.note ? [`           ${cluster.note}`] : []),
      "Sign-in, jobs, email: inside the app, nothing leaves this machine",
    ],
  };
}

/** Starts the database again when it was killed; on the same port, so that the app's connections come back by themselves. */
async function keepRunning({ cluster, lifecycle }: { cluster: Cluster; lifecycle: Lifecycle }): Promise<void> {
  let { pid } = cluster;
  for (;;) {
    await sleep(500, undefined, { ref: false });
    if (lifecycle.isStopping()) return;
    if (isRunning(pid)) continue;
    console.error("The database stopped by itself; starting it again.");
    try {
      ({ pid } = await ensureCluster({ data: cluster.data }));
    } catch (error) {
      console.error((error as Error).message);
      await lifecycle.stop(1);
    }
  }
}
