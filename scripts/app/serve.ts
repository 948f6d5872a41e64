import { MigrationError } from "../database/migrate.ts";
import { type Mode, readMode } from "../settings.ts";
import { startTime } from "../support/lock.ts";
import { dataFolder, loadEnvironmentFiles } from "../support/paths.ts";
import { isFree } from "../support/ports.ts";
import { UserError } from "../support/user-error.ts";
import { localUrl, readAddress } from "./address.ts";
import { announce } from "./announce.ts";
import { noteApp, takeAppLock } from "./app-lock.ts";
import { ensureBuild } from "./build.ts";
import { prepareEmbedded } from "./embedded.ts";
import { prepareHosted } from "./hosted.ts";
import { createLifecycle, type Lifecycle } from "./lifecycle.ts";
import { startServer, waitUntilReady } from "./server.ts";

/** `npm start` and `npm run dev`: brings up everything, says where it is, and takes it down again when told to stop. */
export async function serve({ command }: { command: "start" | "dev" }): Promise<void> {
  const lifecycle = createLifecycle({ say: console.log });
  try {
    loadEnvironmentFiles();
    await bringUp({ command, lifecycle });
  } catch (error) {
    // What breaks because everything is being taken down is no news.
    if (lifecycle.isStopping()) return;
    console.error(wordsFor(error));
    await lifecycle.stop(1);
  }
}

async function bringUp({ command, lifecycle }: { command: "start" | "dev"; lifecycle: Lifecycle }): Promise<void> {
  const mode = askMode();
  const address = readAddress(process.env);
  const data = dataFolder();
  if (mode === "embedded") await takeAppLock({ data, address, lifecycle });
  if (!(await isFree({ port: address.port, host: address.host }))) {
    const again = `PORT=${address.port + 1} npm ${command === "dev" ? "run dev" : "start"}`;
    throw new UserError(`Port ${address.port} is in use by another program. Choose another with PORT: ${again}`);
  }
  const { env, lines } =
    mode === "embedded" ? await prepareEmbedded({ data, address, lifecycle }) : await prepareHosted({ address });
  if (command === "start") {
    const seconds = await ensureBuild();
    if (seconds) console.log(`Built in ${Math.round(seconds)} s.`);
  }
  // A stop that came during the build must not be followed by a start.
  if (lifecycle.isStopping()) return;

  // In development the executor calls the app from outside: a handler inside its process would keep old code.
  if (command === "dev" && mode === "embedded") env.LEADLOOM_SERVE_URL = `${localUrl(address)}/api/inngest`;
  const server = startServer({ command, host: address.host, port: address.port, env });
  lifecycle.onStop(server.stop);
  void server.ended.then((how) => {
    if (!lifecycle.isStopping()) console.error(`The app stopped by itself (${how}).`);
    return lifecycle.stop(1);
  });
  const pid = server.child.pid ?? 0;
  if (mode === "embedded") noteApp({ data, url: address.url, app: { pid, started: startTime(pid) } });
  await waitUntilReady({ url: localUrl(address), server });
  announce({ mode, data, address, lines });
}

function askMode(): Mode {
  try {
    return readMode(process.env);
  } catch (error) {
    throw new UserError((error as Error).message);
  }
}

/** What a person can act on, else the error with its stack. */
function wordsFor(error: unknown): unknown {
  if (error instanceof UserError || error instanceof MigrationError) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === "EACCES" || code === "EROFS" || code === "ENOSPC") {
    const reason = code === "ENOSPC" ? "the disk is full" : "this user may not write there";
    return `${path ?? "A file"} could not be written: ${reason}.`;
  }
  return error;
}
