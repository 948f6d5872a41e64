import { statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { isRunning } from "../../scripts/support/lock.ts";
import { inProject } from "../../scripts/support/paths.ts";
import { freePort } from "../../scripts/support/ports.ts";
import { run } from "../../scripts/support/run.ts";
import { type App, removeData, startApp } from "../support/app.ts";

const data = "leadloom-start";
let app: App;

test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async () => {
  app = await startApp({ data, fresh: true });
});

test.afterAll(async () => {
  await app.stop();
  await removeData(app.data);
});

/** Runs the start command to its end with the data folder and port given. */
function startAgain({ folder, port }: { folder: string; port: number }) {
  return run({
    program: process.execPath,
    args: [inProject("scripts/start.ts")],
    env: { ...process.env, LEADLOOM_MODE: "embedded", LEADLOOM_DATA: folder, PORT: String(port), LEADLOOM_URL: "" },
  });
}

test("what signs people in is readable by its owner only", () => {
  for (const name of ["secrets.json", "demo.json", "app.lock"]) {
    expect(statSync(join(app.data, name)).mode & 0o777, name).toBe(0o600);
  }
});

test("a second start says where the first one runs and ends well", async () => {
  const { code, stdout } = await startAgain({ folder: app.data, port: await freePort() });
  expect(stdout).toContain(`already runs at ${app.url}`);
  expect(code).toBe(0);
});

test("a taken port is named together with the setting that changes it", async () => {
  const squatter = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => squatter.listen(port, "127.0.0.1", resolve));
  const folder = `${app.data}-other`;
  const { code, stderr } = await startAgain({ folder, port });
  squatter.close();
  await removeData(folder);
  expect(stderr).toContain(`Port ${port} is in use by another program. Choose another with PORT`);
  expect(code).toBe(1);
});

test("a killed database is started again under the running app", async () => {
  const before = app.pids().database;
  process.kill(before, "SIGKILL");
  await expect.poll(() => app.pids().database !== before, { timeout: 20_000 }).toBe(true);
  await expect.poll(async () => (await fetch(`${app.url}/api/ready`)).status, { timeout: 20_000 }).toBe(200);
});

test("a killed app takes its database down with it, and the next start has everything again", async () => {
  const { database } = app.pids();
  await app.kill();
  expect(app.output()).toContain("The app stopped by itself (signal SIGKILL).");
  expect(isRunning(database)).toBe(false);
  const { apiKey } = app.demo;
  app = await startApp({ data, port: Number(new URL(app.url).port) });
  expect(app.demo.apiKey, "a demo login that still works is kept").toBe(apiKey);
});

test("a clean stop leaves no process", async () => {
  const { app: server, database } = app.pids();
  await app.stop();
  expect([isRunning(server), isRunning(database)]).toEqual([false, false]);
  app = await startApp({ data });
});
