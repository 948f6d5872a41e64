// `node scripts/complete-lock.mjs` after `npm install`: writes into package-lock.json the packages of other platforms that
// the registry in use did not offer. npm leaves such packages out, and `npm ci` then refuses the file everywhere.
// Their checksums are unknown here; npm fills them in on a machine that can fetch them.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const path = resolve(import.meta.dirname, "../package-lock.json");
const systems = { win: "win32", windows: "win32" };
for (const name of ["darwin", "linux", "win32", "android", "freebsd", "openbsd", "netbsd", "sunos"])
  systems[name] = name;
const processors = ["arm64", "x64", "arm", "ia32", "ppc64", "s390x", "riscv64", "wasm32"];

const lock = JSON.parse(readFileSync(path, "utf8"));
const added = [];
for (const [from, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    if (isLocked({ name, from })) continue;
    lock.packages[`node_modules/${name}`] = entryFor({ name, range, dev });
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length ? `Added ${added.join(", ")}.` : "The lock file is complete.");

/** Whether a package at `from` finds `name` in the lock, in its own folder or one further up. */
function isLocked({ name, from }) {
  for (let folder = from; ; ) {
    if (lock.packages[`${folder}${folder ? "/" : ""}node_modules/${name}`]) return true;
    if (!folder) return false;
    const cut = folder.lastIndexOf("/node_modules/");
    folder = cut < 0 ? "" : folder.slice(0, cut);
  }
}

function entryFor({ name, range, dev }) {
  const words = name.split("/").at(-1).split("-");
  const os = words.map((word) => systems[word]).find(Boolean);
  const cpu = words.find((word) => processors.includes(word));
  const libc = words.some((word) => word.startsWith("musl"))
    ? "musl"
    : words.some((word) => word.startsWith("gnu"))
      ? "glibc"
      : "";
  return {
    version: range.replace(/^[\^~]/, ""),
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}
