import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser for end-to-end tests: CHROMIUM_PATH, the system's, or the one Playwright downloaded. */
export function findChromium(): string | undefined {
  const said = process.env.CHROMIUM_PATH;
  if (said) return existsSync(said) ? said : undefined;
  return [...usual, playwrightsOwn()].find((path) => path && existsSync(path));
}

/**
 * Finds the browser, or installs the system's when this is root on a machine with apt.
 * @returns its path, or a sentence that says what to do.
 */
export function ensureChromium(): { path: string } | { missing: string } {
  const found = findChromium();
  if (found) return { path: found };
  if (process.env.CHROMIUM_PATH)
    return { missing: `CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which does not exist.` };
  if (process.getuid?.() === 0 && spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status === 0) {
    console.log("Installing the browser (chromium) …");
    const apt = (...args: string[]) =>
      spawnSync("apt-get", args, {
        stdio: ["ignore", "ignore", "inherit"],
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    apt("update", "-qq");
    apt("install", "-y", "-qq", "--no-install-recommends", "chromium");
    const installed = findChromium();
    if (installed) return { path: installed };
  }
  return {
    missing:
      "No Chromium was found. Install it (apt-get install chromium, or npx playwright install chromium) or set CHROMIUM_PATH.",
  };
}

function playwrightsOwn(): string | undefined {
  try {
    const { chromium } = createRequire(import.meta.url)("@playwright/test") as typeof import("@playwright/test");
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}
