/** Runs once when the server starts: the durable runtime, then the demo workspace, then ready. */
export async function register(): Promise<void> {
  // A positive check: this file is compiled for the edge too, where the executor cannot be.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { boot } = await import("@/inngest/boot");
    await boot();
  }
}
