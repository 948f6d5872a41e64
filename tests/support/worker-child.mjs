import { createServer } from "vite";

/**
 * A process of its own that runs the product's durable functions, for tests that kill it. Needs the settings of a test
 * database in its environment; says "ready" to its parent when it takes jobs.
 */
// As the product's own server does: the database library throws outside of any call when the database cuts a transaction.
process.on("uncaughtException", (error) => console.error(error));

const root = new URL("../..", import.meta.url).pathname;
const vite = await createServer({
  root,
  configFile: false,
  logLevel: "error",
  appType: "custom",
  optimizeDeps: { noDiscovery: true },
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  server: { middlewareMode: true, watch: null, hmr: false, ws: false },
});
const { startDurableRuntime } = await vite.ssrLoadModule("/inngest/start.ts");
await startDurableRuntime();
process.send?.("ready");
