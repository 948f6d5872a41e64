// Runs on the Node a person happens to have (20 or newer) with nothing installed: installs the packages, then hands the
// command to the Node version that package.json pins. Everything after this file is TypeScript, run as it is.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const commands = ["start", "dev", "test", "bench", "reset", "types", "nodes"];
const [command, ...args] = process.argv.slice(2);

main();

function main() {
  if (!commands.includes(command)) stop(`Say what to run: ${commands.join(", ")}.`);
  if (Number(process.versions.node.split(".")[0]) < 20)
    stop(`Node ${process.versions.node} is too old; install Node 20 or newer.`);
  if (!isInstalled()) install();
  const node = findNode();
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH}`,
  };
  // The channel tells the command when this process is gone, also when it was killed, so that nothing stays behind.
  const child = spawn(node, [join(root, "scripts", `${command}.ts`), ...args], {
    cwd: root,
    env,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  // A terminal sends Ctrl-C to the whole group; a supervisor only to this process. The command takes both for one.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  watchParent(() => child.kill("SIGTERM"));
  child.on("error", (error) => stop(`The command could not be started: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
}

/**
 * npm runs scripts through a shell, and a shell told to stop ends without telling what it runs. Under npm we therefore
 * notice that our parent is gone and stop too.
 */
function watchParent(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, 300);
  timer.unref();
}

/** Whether node_modules holds exactly what package-lock.json names; npm writes its own list as the last step of an install. */
function isInstalled() {
  try {
    const wanted = packagesOf("package-lock.json");
    const present = packagesOf("node_modules/.package-lock.json");
    return Object.entries(wanted).every(
      ([path, { version, optional, peer }]) =>
        path === "" || (present[path] ? present[path].version === version : optional || peer),
    );
  } catch {
    return false;
  }
}

function packagesOf(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8")).packages;
}

/** Installs the packages; when two commands start at once the second waits for the first. */
function install() {
  // Not in node_modules, which npm deletes, and not in the project, where it would be one more file to ignore.
  const lock = join(tmpdir(), `leadloom-install-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`);
  const end = Date.now() + 15 * 60_000;
  while (!tryLock(lock)) {
    if (Date.now() > end) stop(`Another install seems to be stuck. Delete ${lock} and try again.`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
  process.on("exit", () => rmSync(lock, { recursive: true, force: true }));
  if (isInstalled()) return;
  const began = Date.now();
  console.log("Installing packages (the first time takes a minute or two) …");
  const npmArgs = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const cli = process.env.npm_execpath?.endsWith(".js") ? process.env.npm_execpath : undefined;
  const result = cli
    ? spawnSync(process.execPath, [cli, ...npmArgs], { cwd: root, stdio: ["ignore", "inherit", "inherit"] })
    : spawnSync("npm", npmArgs, {
        cwd: root,
        stdio: ["ignore", "inherit", "inherit"],
        shell: process.platform === "win32",
      });
  if (result.status !== 0) {
    stop(
      [
        result.error
          ? `npm could not be started: ${result.error.message}`
          : "The packages could not be installed; npm says why above.",
        "Check that this machine reaches its npm registry, then run the same command again (or `npm ci` by itself to see more).",
      ].join("\n"),
    );
  }
  console.log(`Packages installed in ${Math.round((Date.now() - began) / 1000)} s.`);
  rmSync(lock, { recursive: true, force: true });
}

/** A folder as a lock (making one is atomic); one whose process is gone is taken over. */
function tryLock(lock) {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, "pid"), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  try {
    const young = Date.now() - statSync(lock).mtimeMs < 2_000;
    const pid = existsSync(join(lock, "pid")) ? Number(readFileSync(join(lock, "pid"), "utf8")) : 0;
    if (young || (pid && isRunning(pid))) return false;
    rmSync(lock, { recursive: true, force: true });
  } catch {
    // It went away while we looked.
  }
  return false;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** The pinned Node of this platform, else the running one when it can do the work. */
function findNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const suffix = process.platform === "win32" ? ".exe" : "";
  for (const name of [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]) {
    const path = join(root, "node_modules", name, "bin", `node${suffix}`);
    if (existsSync(path) && spawnSync(path, ["--version"]).status === 0) return path;
  }
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  // 22.18 is the first that runs TypeScript without a flag.
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  stop(
    `No Node 24 package exists for ${process.platform} ${process.arch}, and this Node ${process.versions.node} is too old. ` +
      "Install Node 24 and run the command with it.",
  );
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
