import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const root = resolve(import.meta.dirname, "..");

/** What the product does when processes, databases, providers and people fail it. Each file says how much it tried. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    include: ["tests/faults/**/*.test.ts"],
    globalSetup: ["tests/support/global-setup.ts"],
    environment: "node",
    pool: "forks",
    maxWorkers: 2,
    // A test ends by its own time limit and says how far it came; this one is for what hangs.
    testTimeout: process.env.LEADLOOM_DEEP ? 3_600_000 : 900_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
    expect: { requireAssertions: true },
  },
});
