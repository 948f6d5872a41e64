import type { Graph } from "@/lib/engine/graph";
import { graphOf } from "../../support/runs.ts";

type Node = Parameters<typeof graphOf>[0]["nodes"][number];

/** A small generator of numbers that gives the same ones for the same seed (mulberry32). */
export function numbers(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * n);
  };
}

const tags = ["red", "green", "blue"];
const companies = ["Acme", "Globex", ""];

/** A workflow without outside effects that may be published: changes, conditions, waits, forks and their joins, nested. */
export function randomGraph({ pick, tag }: { pick: (n: number) => number; tag: string }): {
  graph: Graph;
  nodes: Node[];
  edges: string[];
} {
  const nodes: Node[] = [{ id: "t", type: "tag_added", config: { tag } }];
  const edges: string[] = [];
  const one = <T>(list: T[]): T => list[pick(list.length)]!;
  const add = (type: string, config: object = {}) => {
    const id = `n${nodes.length}`;
    nodes.push({ id, type, config: config as Record<string, unknown> });
    return id;
  };
  const link = (exits: string[], id: string) => edges.push(...exits.map((exit) => `${exit} -> ${id}`));
  const condition = () =>
    pick(2)
      ? { field: "contact.tags", op: "has_tag", value: one(tags) }
      : { field: "contact.company", op: "is", value: "Acme" };

  /** Appends a block behind `exits`; returns the ways out of it. */
  function block(exits: string[], depth: number): string[] {
    const kind = pick(depth > 2 ? 6 : 10);
    const step = (type: string, config: object) => {
      const id = add(type, config);
      link(exits, id);
      return id;
    };
    if (kind === 0) return [step("add_tag", { tag: one(tags) })];
    if (kind === 1) return [step("remove_tag", { tag: one(tags) })];
    if (kind === 2) return [step("update_contact", { fields: [{ field: "company", value: one(companies) }] })];
    if (kind <= 4) return [step("wait", { amount: 1 + pick(50), unit: one(["minutes", "hours", "days"]) })];
    if (kind === 5) {
      if (pick(4) > 0) return [step("add_note", { body: "Hello {{ contact.company }}" })];
      step("stop", { reason: "Enough" });
      return [];
    }
    if (kind === 6) {
      const id = step("if_else", { condition: condition() });
      return [...line([`${id}.yes`], depth + 1), ...line([`${id}.no`], depth + 1)];
    }
    if (kind === 7) {
      const event = { id: "tag", name: "Tag", type: "contact.tag_added", key: one(tags) };
      const timeout = { amount: 1 + pick(60), unit: one(["minutes", "hours"]) };
      const id = step("wait_for_event", { events: [event], lookBack: pick(2) === 0, timeout });
      return [...line([`${id}.tag`], depth + 1), ...line([`${id}.timeout`], depth + 1)];
    }
    if (kind === 8) {
      const branches = ["a", "b"].map((id) => ({ id, name: id, condition: condition() }));
      const id = step("switch", { branches });
      return ["a", "b", "else"].flatMap((outlet) => line([`${id}.${outlet}`], depth + 1));
    }
    const branches = ["a", "b", "c"].slice(0, 2 + pick(2)).map((id) => ({ id, name: id }));
    const id = step("parallel", { branches });
    const ends = branches.flatMap((branch) => line([`${id}.${branch.id}`], depth + 1));
    if (ends.length === 0) return [];
    const join = add("join", one([{ mode: "all" }, { mode: "any" }, { mode: "count", count: 2 }]));
    link(ends, join);
    return [join];
  }
  function line(exits: string[], depth: number): string[] {
    let ways = exits;
    for (let left = 1 + pick(3); left > 0 && ways.length > 0; left--) ways = block(ways, depth);
    return ways;
  }
  line(["t"], 0);
  return { graph: graphOf({ nodes, edges }), nodes, edges };
}
