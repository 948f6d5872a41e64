import { randomBytes } from "node:crypto";

export type Row = Record<string, unknown>;

/** The rows of one workspace, one per table, by table name: parents of the rows that tests add. */
export type World = Record<string, Row>;

export type Factories = Record<string, (args: { ws: string; world: World }) => Row>;

export const word = () => randomBytes(8).toString("hex");
/** The row of the world that a new one hangs on. */
export function id(world: World, table: string): unknown {
  const row = world[table];
  if (!row) throw new Error(`The row of ${table} is needed before it is there: order the factories`);
  return row.id;
}

export const number = () => randomBytes(3).readUIntBE(0, 3) + 10;
export const flow = ({ ws, world }: { ws: string; world: World }) => ({
  workspace_id: ws,
  workflow_id: id(world, "workflows"),
  version_id: id(world, "workflow_versions"),
});
export const run = ({ ws, world }: { ws: string; world: World }) => ({
  workspace_id: ws,
  run_id: id(world, "workflow_runs"),
});
