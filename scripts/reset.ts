import { existsSync, rmSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { endProcess, orphanedApp, runningStart } from "./app/app-lock.ts";
import { removeCluster } from "./database/cluster.ts";
import { dataFolder, loadEnvironmentFiles, root } from "./support/paths.ts";

/** `npm run reset [-- --yes]`: stops what runs on the data folder and deletes it, after asking. */
async function main(): Promise<void> {
  loadEnvironmentFiles();
  const data = dataFolder();
  if (!existsSync(data)) return console.log(`There is no data in ${data}.`);
  // A folder that is not ours is not deleted, whatever LEADLOOM_DATA says.
  const ours = ["secrets.json", "pg.json", "app.lock"].some((name) => existsSync(`${data}/${name}`));
  if (!ours || root.startsWith(data))
    throw new Error(`${data} does not look like a data folder of Leadloom; delete it yourself.`);
  if (!process.argv.includes("--yes") && !(await confirm(data))) return console.log("Nothing was deleted.");
  const start = runningStart(data);
  if (start) await endProcess(start, 30);
  const app = orphanedApp(data);
  if (app) await endProcess(app);
  await removeCluster(data);
  rmSync(data, { recursive: true, force: true });
  console.log(`Deleted ${data}.`);
}

async function confirm(data: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error("Say --yes to delete without being asked: npm run reset -- --yes");
    process.exit(1);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `Delete everything in ${data}? Contacts, forms, runs and mails go for good. [y/N] `,
  );
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

await main();
