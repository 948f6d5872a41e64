import { createServer } from "vite";

/**
 * The product in a process of its own that may be killed at any moment: its durable functions, and its REST API by messages
 * `{ id, path, key, body }`, answered with `{ id, status }`. It says "loaded", and begins to work ("ready") when told "go".
 */
// As the product's own server does: the database library throws outside of any call when the database goes away.
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});
process.on("disconnect", () => process.exit(0));

const root = new URL("../..", import.meta.url).pathname;
const vite = await createServer({
  root,
  configFile: false,
  logLevel: "silent",
  appType: "custom",
  optimizeDeps: { noDiscovery: true },
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  server: { middlewareMode: true, watch: null, hmr: false, ws: false },
});
const { startDurableRuntime } = await vite.ssrLoadModule("/inngest/start.ts");
const { callRoute } = await vite.ssrLoadModule("/tests/support/call-route.ts");
await vite.ssrLoadModule("/app/api/v1/events/route.ts");

process.on("message", async (message) => {
  if (message === "go") {
    await startDurableRuntime();
    return process.send?.("ready");
  }
  const { id, path, key, body } = message;
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const answer = await callRoute(`http://app.test/api/v1${path}`, { method: "POST", headers, body }).catch(() => null);
  process.send?.({ id, status: answer?.status ?? 500 });
});
process.send?.("loaded");
