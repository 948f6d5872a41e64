import { defineConfig } from "@playwright/test";
import { root } from "../scripts/support/paths.ts";
import { findChromium } from "../scripts/test/chromium.ts";
import { e2eData } from "./support/e2e-data.ts";

const port = Number(process.env.LEADLOOM_E2E_PORT || 3210);
const url = `http://127.0.0.1:${port}`;
const node = JSON.stringify(process.execPath);

/** End-to-end tests: real Chromium, production build, a data folder that starts empty each time. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "../test-results",
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    baseURL: url,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: findChromium(),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      ],
    },
  },
  webServer: {
    command: `${node} scripts/reset.ts --yes && ${node} scripts/start.ts`,
    cwd: root,
    url: `${url}/api/ready`,
    timeout: 240_000,
    reuseExistingServer: false,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    env: {
      LEADLOOM_MODE: "embedded",
      LEADLOOM_DATA: e2eData(),
      LEADLOOM_CLOCK: "test",
      PORT: String(port),
      HOST: "127.0.0.1",
      LEADLOOM_URL: url,
    },
  },
});
