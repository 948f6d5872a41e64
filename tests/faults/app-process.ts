import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { inProject } from "../../scripts/support/paths.ts";

const NO_ANSWER_MS = 10_000;

/** The product in a process that is killed with SIGKILL and replaced; the next one is loaded while the present one works. */
export class AppProcess {
  private running: ChildProcess | null = null;
  private spare: Promise<ChildProcess> | null = null;
  private waiting = new Map<number, (status: number) => void>();
  private calls = 0;

  async start(): Promise<void> {
    const child = await (this.spare ?? load());
    const ready = new Promise<void>((resolve, reject) => {
      child.once("exit", () => reject(new Error("The app ended before it was ready.")));
      child.on("message", (message: unknown) => {
        if (message === "ready") resolve();
        else this.answered(message as { id: number; status: number });
      });
    });
    child.send("go");
    await ready;
    this.running = child;
    this.spare = load();
    // Looked at when it is needed.
    this.spare.catch(() => {});
  }

  /** Ends it in the middle of whatever it does. Nobody hears an answer any more. */
  async kill(): Promise<void> {
    const child = this.running;
    this.running = null;
    if (child) await end(child);
    for (const id of [...this.waiting.keys()]) this.answered({ id, status: 0 });
  }

  /** Calls the REST API. 0: it died or did not answer. */
  post({ path, key, body }: { path: string; key: string; body: object }): Promise<number> {
    const child = this.running;
    if (!child?.connected) return Promise.resolve(0);
    const id = ++this.calls;
    return new Promise((resolve) => {
      const late = setTimeout(() => this.answered({ id, status: 0 }), NO_ANSWER_MS);
      this.waiting.set(id, (status) => {
        clearTimeout(late);
        resolve(status);
      });
      child.send({ id, path, key, body: JSON.stringify(body) }, (error) => {
        if (error) this.answered({ id, status: 0 });
      });
    });
  }

  async close(): Promise<void> {
    await this.kill();
    const spare = await this.spare?.catch(() => null);
    if (spare) await end(spare);
  }

  private answered({ id, status }: { id: number; status: number }): void {
    this.waiting.get(id)?.(status);
    this.waiting.delete(id);
  }
}

async function load(): Promise<ChildProcess> {
  const child = fork(inProject("tests/faults/app-child.mjs"), {
    env: process.env,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [word] = await Promise.race([once(child, "message"), once(child, "exit")]);
  if (word !== "loaded") throw new Error("The app's process could not be loaded.");
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
