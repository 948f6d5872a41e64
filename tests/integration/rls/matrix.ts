import type { Sql } from "../../../scripts/database/connect.ts";
import type { Asker, Rank, Side, Stage } from "./actors.ts";
import { type Attempt, insertStatement, literal, probe, whereRow } from "./probe.ts";
import type { World } from "./row-parts.ts";
import { factories } from "./rows.ts";
import type { Rule } from "./rules.ts";

const operations = ["select", "insert", "update", "delete", "give"] as const;
type Operation = (typeof operations)[number];

interface Cell {
  what: string;
  expected: "yes" | "no";
  attempt: Attempt;
}

/** What does not hold for one table, in words; and how many attempts were made. */
export async function checkTable({
  sql,
  stage,
  rule,
  key,
}: {
  sql: Sql;
  stage: Stage;
  rule: Rule;
  key: string[];
}): Promise<{ wrong: string[]; count: number }> {
  const cells = stage.askers.flatMap((asker) =>
    (["A", "B"] as const).flatMap((side) => cellsOf({ stage, rule, key, asker, side })),
  );
  const outcomes = await probe({ sql, attempts: cells.map(({ attempt }) => attempt) });
  const wrong = cells.flatMap(({ what, expected }, i) =>
    outcomes[i] === expected ? [] : [`${what}: ${outcomes[i]}, expected ${expected}`],
  );
  return { wrong, count: cells.length };
}

function cellsOf({
  stage,
  rule,
  key,
  asker,
  side,
}: {
  stage: Stage;
  rule: Rule;
  key: string[];
  asker: Asker;
  side: Side;
}): Cell[] {
  const { table } = rule;
  const world = stage.worlds[side];
  const target = world[table];
  if (!target) throw new Error(`There is no row of ${table}`);
  const column = rule.column ?? "workspace_id";
  const found = whereRow({ row: target, key });
  const watch = `select ctid from public.${table} where ${found}`;
  const home = asker.home?.side ?? side;
  // UPDATE and DELETE come without WHERE: then the SELECT policy does not filter for them, and theirs stands alone.
  const moveTo = (to: Side) =>
    `update public.${table} set ${column} = ${literal(String(stage.worlds[to][table]?.[column]))}`;
  const attempts: Record<Operation, { statement: string; watch: string | null }> = {
    select: { statement: `select from public.${table} where ${found}`, watch: null },
    insert: {
      statement: insertStatement({ table, row: freshRow({ table, world, ws: stage.ids[side] }) }),
      watch: null,
    },
    // Changes nothing in one's own rows, and takes over the others if a policy lets it.
    update: { statement: moveTo(home), watch },
    delete: { statement: `delete from public.${table}`, watch },
    // Hands one's own rows to the other workspace: never allowed.
    give: { statement: moveTo(home === "A" ? "B" : "A"), watch },
  };
  if (table === "profiles")
    Object.assign(attempts, ownProfile(asker), { update: { ...ownProfile(asker).update, watch } });
  if (table === "notifications") Object.assign(attempts, ownNotification({ asker, home: stage.ids[home], watch }));
  return operations
    .filter((operation) => operation !== "give" || asker.home?.side === side)
    .map((operation) => ({
      what: `${asker.name}, ${operation} ${table} of ${side}`,
      expected: operation !== "give" && isAllowed({ rule, asker, side, operation }) ? "yes" : "no",
      attempt: { role: asker.role, settings: asker.settings, ...attempts[operation] },
    }));
}

/** A profile has no workspace: it belongs to its person, who must neither take another's over nor give the own one away. */
function ownProfile({ settings }: Asker) {
  const own = literal(settings["app.user_id"] || "00000000-0000-4000-8000-00000000000a");
  return {
    update: { statement: `update public.profiles set user_id = ${own}` },
    give: {
      statement: "update public.profiles set user_id = '00000000-0000-4000-8000-00000000000b'",
      watch: `select ctid from public.profiles where user_id = ${own}`,
    },
  };
}

/** A notification belongs to its reader: nobody takes another's over, or gives the own one to somebody else. */
function ownNotification({ asker, home, watch }: { asker: Asker; home: string; watch: string }) {
  const own = literal(asker.settings["app.user_id"] || "00000000-0000-4000-8000-00000000000a");
  const colleague = `(select user_id from public.workspace_members where workspace_id = ${literal(home)} and user_id <> ${own} limit 1)`;
  return {
    update: { statement: `update public.notifications set workspace_id = ${literal(home)}, user_id = ${own}`, watch },
    give: {
      statement: `update public.notifications set user_id = ${colleague}`,
      watch: `select ctid from public.notifications where user_id = ${own}`,
    },
  };
}

function freshRow({ table, world, ws }: { table: string; world: World; ws: string }) {
  const make = factories[table];
  if (!make) throw new Error(`There is no factory of ${table}`);
  return make({ ws, world });
}

const ranks: Record<Rank, number> = { viewer: 1, editor: 2, admin: 3, owner: 4 };

function isAllowed({
  rule,
  asker,
  side,
  operation,
}: {
  rule: Rule;
  asker: Asker;
  side: Side;
  operation: Exclude<Operation, "give">;
}): boolean {
  if (asker.home?.side !== side) return false;
  const letter = operation.charAt(0);
  const { as } = asker.home;
  if (as === "worker") return rule.worker.includes(letter);
  const lowest = {
    select: rule.read,
    insert: rule.add ?? rule.write,
    update: rule.write,
    delete: rule.remove ?? rule.write,
  }[operation];
  if (!rule.member.includes(letter)) return false;
  if (asker.named === "viewer" && rule.closed?.includes(letter)) return false;
  if (asker.named === "editor" && rule.opened?.includes(letter)) return true;
  return ranks[as] >= ranks[lowest];
}
