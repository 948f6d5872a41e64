import { startDurableRuntime } from "@/inngest/start";
import { seedDemo } from "@/lib/demo/seed-demo";
import { copyEnvironment, env } from "@/lib/env";
import { setReadiness } from "@/lib/readiness";

/**
 * Brings this process up: durable runtime, then the demo workspace where one belongs, then ready. A failure is written
 * down and shown by /api/ready instead of ending the process, so that an operator can read why.
 */
export async function boot(): Promise<void> {
  try {
    copyEnvironment();
    await startDurableRuntime();
    if (env().seedDemo) await seedDemo();
    setReadiness({ state: "ready", reason: null });
  } catch (error) {
    setReadiness({ state: "failed", reason: (error as Error).message });
    console.error(JSON.stringify({ level: "error", at: "boot", error: (error as Error).stack }));
  }
}
