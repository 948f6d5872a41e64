import { dataFolder } from "../support/paths.ts";
import { clusterStatus, ensureCluster, stopCluster } from "./cluster.ts";
import { prepareDatabase } from "./prepare.ts";
import { databaseUrl, type Login } from "./urls.ts";

/** `node scripts/database/control.ts start|stop|status|migrate|url [login]`: the embedded database of LEADLOOM_DATA by hand. */
async function main(): Promise<void> {
  const [command = "status", argument] = process.argv.slice(2);
  const data = dataFolder();
  if (command === "stop") return stopCluster(data);
  if (command === "start" || command === "migrate") {
    const cluster = await ensureCluster({ data });
    const { applied } = await prepareDatabase({ data, port: cluster.port });
    console.log(
      `Database on 127.0.0.1:${cluster.port}, files in ${cluster.home}; ${applied.length} migrations applied.`,
    );
    return;
  }
  const cluster = await clusterStatus(data);
  if (!cluster) {
    console.error("The database is not running.");
    process.exit(3);
  }
  if (command === "url")
    console.log(databaseUrl({ data, port: cluster.port, login: (argument ?? "postgres") as Login }));
  else console.log(`Database on 127.0.0.1:${cluster.port} (process ${cluster.pid}), files in ${cluster.home}.`);
}

await main();
