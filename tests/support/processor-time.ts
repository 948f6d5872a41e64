import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks per second in /proc, fixed by the kernel's interface. */
const TICKS = 100;

/**
 * Processor time a process and everything below it has used so far, in ms, also what has ended meanwhile. Unlike wall time it says
 * the same on a machine that others use too. Linux only: null elsewhere.
 */
export function processorTime(pid: number): number | null {
  try {
    const all = new Map<number, { parent: number; used: number }>();
    for (const name of readdirSync("/proc")) {
      if (!/^\d+$/.test(name)) continue;
      const read = readStat(Number(name));
      if (read) all.set(Number(name), read);
    }
    let used = 0;
    for (const [id, one] of all) {
      for (let at: number | undefined = id; at; at = all.get(at)?.parent)
        if (at === pid) {
          used += one.used;
          break;
        }
    }
    return all.has(pid) ? used : null;
  } catch {
    return null;
  }
}

function readStat(pid: number): { parent: number; used: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number) as [number, number, number, number];
    return { parent: Number(fields[1]), used: ((user + system + childUser + childSystem) * 1000) / TICKS };
  } catch {
    return null;
  }
}
