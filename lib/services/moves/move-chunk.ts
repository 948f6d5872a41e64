import { sql } from "kysely";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import type { PeopleChoices, VersionPair } from "@/lib/engine/moves/decide-move";
import { pairOf } from "@/lib/engine/moves/decide-move";
import { registry } from "@/lib/nodes/registry";
import { type Moved, moveRun, type RunInside } from "@/lib/services/moves/move-run";
import { isInfrastructure } from "@/lib/services/runs/is-infrastructure";
import { lockSubjects } from "@/lib/services/runs/subject-lock";
import { versionGraph } from "@/lib/services/runs/version-graph";

/** Runs decided about in one transaction. */
const CHUNK = 50;

/**
 * Decides about the next people of a move. Their runs, what is said about them and the cursor are one commit, so that a crash
 * at any moment neither forgets nor repeats anybody. Returns whether there is more to do now; runs whose provider has not
 * answered are looked at again when the sweeper asks.
 */
export async function moveChunk(args: { workspaceId: string; moveId: string }): Promise<{ more: boolean }> {
  try {
    return await commit({ ...args, limit: CHUNK });
  } catch (error) {
    if (isInfrastructure(error)) throw error;
  }
  // One of them cannot be decided about: alone it harms nobody else.
  for (let n = 0; n < CHUNK; n++) {
    let more: boolean;
    try {
      ({ more } = await commit({ ...args, limit: 1 }));
    } catch (error) {
      if (isInfrastructure(error)) throw error;
      console.error(JSON.stringify({ level: "error", at: "move", ...args, error: String(error) }));
      const problem = "Something went wrong on our side, so this person stayed.";
      ({ more } = await commit({ ...args, limit: 1, problem }));
    }
    if (!more) return { more };
  }
  return { more: true };
}

async function commit({
  workspaceId,
  ...rest
}: {
  workspaceId: string;
  moveId: string;
  limit: number;
  problem?: string;
}) {
  const { value, afterCommit } = await asWorker({ workspaceId, source: "app", fn: (ctx) => decide({ ctx, ...rest }) });
  try {
    for (const hook of afterCommit) await hook();
  } catch (error) {
    // What was to be said is the sweeper's by now.
    console.error(JSON.stringify({ level: "error", at: "after-commit", workspaceId, error: String(error) }));
  }
  return value;
}

/** The transaction of a chunk. With `problem` nobody is moved, and that is said of each. */
export async function decide(args: {
  ctx: ServiceContext;
  moveId: string;
  limit: number;
  problem?: string;
}): Promise<{ more: boolean }> {
  const { ctx, moveId, limit, problem } = args;
  const { workspaceId, db, now } = ctx;
  const move = await db
    .selectFrom("workflow_moves as m")
    .innerJoin("workflow_versions as v", (join) =>
      join.onRef("v.workspace_id", "=", "m.workspace_id").onRef("v.id", "=", "m.version_id"),
    )
    .selectAll("m")
    .select("v.number")
    .where("m.workspace_id", "=", workspaceId)
    .where("m.id", "=", moveId)
    .where("m.status", "=", "running")
    .forUpdate("m")
    .executeTakeFirst();
  if (!move) return { more: false };
  const found = await nextRuns({ ctx, move, limit });
  const runs = await lockRuns({ ctx, found: found.runs });
  const pairs = new Map<string, VersionPair>();
  const after = await versionGraph({ ctx, versionId: move.version_id });
  const counts = { moved: 0, stayed: 0, left: 0, later: 0 };
  for (const run of runs) {
    let pair = pairs.get(run.version_id);
    if (!pair && !problem) {
      const before = await versionGraph({ ctx, versionId: run.version_id });
      pair = pairOf({ before, after, registry, number: move.number });
      pairs.set(run.version_id, pair);
    }
    const said: Moved =
      problem || !pair
        ? { outcome: "stayed", nodeId: run.tokens[0]?.nodeId ?? "", to: null, reason: problem ?? "" }
        : await moveRun({
            ctx,
            run,
            pair,
            versionId: move.version_id,
            choices: move.choices as unknown as PeopleChoices,
          });
    counts[said.outcome]++;
    await say({ ctx, moveId, run, said });
  }
  const over = found.last && counts.later === 0 && !(await someLater({ ctx, moveId }));
  await db
    .updateTable("workflow_moves")
    .set({
      sent_at: now,
      moved: move.moved + counts.moved,
      stayed: move.stayed + counts.stayed,
      ended: move.ended + counts.left,
      cursor: found.cursor ?? move.cursor,
      total: sql`greatest(total, ${move.moved + move.stayed + move.ended + counts.moved + counts.stayed + counts.left}::int)`,
      ...(over ? { status: "done", ended_at: now } : {}),
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", moveId)
    .execute();
  return { more: !found.last };
}

interface Found {
  runs: { id: string; subject_id: string }[];
  cursor: string | null;
  /** Nobody else can be decided about now. */
  last: boolean;
}

/** The next runs by id; then those that began in an old version while the cursor had passed; then who was at a provider. */
async function nextRuns(args: {
  ctx: ServiceContext;
  move: { id: string; workflow_id: string; version_id: string; cursor: string | null };
  limit: number;
}): Promise<Found> {
  const { ctx, move, limit } = args;
  const inside = sql`r.workspace_id = ${ctx.workspaceId} and r.workflow_id = ${move.workflow_id}
    and r.status in ('running', 'waiting', 'held') and r.version_id <> ${move.version_id}`;
  const said = sql`exists (select from public.workflow_move_people p
    where p.workspace_id = r.workspace_id and p.move_id = ${move.id} and p.run_id = r.id)`;
  const after = move.cursor === null ? sql`true` : sql`r.id > ${move.cursor}`;
  const { rows: next } = await sql<{ id: string; subject_id: string }>`
    select r.id, r.subject_id from public.workflow_runs r where ${inside} and ${after} order by r.id limit ${limit}`.execute(
    ctx.db,
  );
  if (next.length > 0) return { runs: next, cursor: next.at(-1)!.id, last: false };
  const { rows: missed } = await sql<{ id: string; subject_id: string }>`
    select r.id, r.subject_id from public.workflow_runs r where ${inside} and not ${said} order by r.id limit ${limit}`.execute(
    ctx.db,
  );
  if (missed.length > 0) return { runs: missed, cursor: null, last: false };
  // Of those at a provider the ones that are there no more: the rest would only be looked at again.
  const { rows: answered } = await sql<{ id: string; subject_id: string }>`
    select r.id, r.subject_id from public.workflow_move_people p
      join public.workflow_runs r on r.workspace_id = p.workspace_id and r.id = p.run_id
     where p.workspace_id = ${ctx.workspaceId} and p.move_id = ${move.id} and p.outcome = 'later'
       and not exists (select from public.workflow_tokens t
         where t.workspace_id = r.workspace_id and t.run_id = r.id and t.status = 'running')
     order by p.run_id limit ${limit}`.execute(ctx.db);
  return { runs: answered, cursor: null, last: answered.length < limit };
}

/** Takes the contacts' locks and the rows of the runs, as every step does, and reads where they stand by then. */
async function lockRuns(args: {
  ctx: ServiceContext;
  found: { id: string; subject_id: string }[];
}): Promise<RunInside[]> {
  const { ctx, found } = args;
  if (found.length === 0) return [];
  await lockSubjects({ ctx, subjectIds: found.map((run) => run.subject_id) });
  const ids = found.map((run) => run.id);
  await sql`select from public.workflow_runs where workspace_id = ${ctx.workspaceId} and id = any (${ids}::uuid[])
    order by id for update`.execute(ctx.db);
  const { rows } = await sql<RunInside>`
    select r.id, r.root_run_id, r.status, r.version_id, coalesce((select jsonb_agg(t order by t.id) from (
        select id, path, node_id as "nodeId", visit, status from public.workflow_tokens
         where workspace_id = r.workspace_id and run_id = r.id and status <> 'done') t), '[]') as tokens
      from public.workflow_runs r where r.workspace_id = ${ctx.workspaceId} and r.id = any (${ids}::uuid[]) order by r.id`.execute(
    ctx.db,
  );
  return rows;
}

async function say(args: { ctx: ServiceContext; moveId: string; run: RunInside; said: Moved }): Promise<void> {
  const { ctx, moveId, run, said } = args;
  const { outcome, reason } = said;
  await ctx.db
    .insertInto("workflow_move_people")
    .values({
      workspace_id: ctx.workspaceId,
      move_id: moveId,
      run_id: run.id,
      from_version_id: run.version_id,
      node_id: said.nodeId,
      to_node_id: said.to,
      outcome,
      reason,
      created_at: ctx.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["move_id", "run_id"])
        .doUpdateSet({ outcome, reason, node_id: said.nodeId, to_node_id: said.to }),
    )
    .execute();
}

async function someLater({ ctx, moveId }: { ctx: ServiceContext; moveId: string }): Promise<boolean> {
  const row = await ctx.db
    .selectFrom("workflow_move_people")
    .select("run_id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("move_id", "=", moveId)
    .where("outcome", "=", "later")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
