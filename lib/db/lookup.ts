import { pool } from "@/lib/db/connect";
import type { Role } from "@/lib/db/scoped";

/** Questions that must be answered before a workspace is known. Each is one definer function in schema private. */

export interface Membership {
  workspaceId: string;
  slug: string;
  name: string;
  role: Role;
  timeZone: string;
}

/** Workspaces of a user, oldest first. */
export async function myMemberships(userId: string): Promise<Membership[]> {
  const rows = await pool()`select * from private.my_memberships(${userId})`;
  return rows.map((r) => ({
    workspaceId: r.workspace_id,
    slug: r.slug,
    name: r.name,
    role: r.role,
    timeZone: r.time_zone,
  }));
}

/** The live API key with this SHA-256 hash, or null. Notes its use. */
export async function findApiKey(
  hash: string,
): Promise<{ id: string; workspaceId: string; slug: string; role: Role; scopes: string[] } | null> {
  const [row] = await pool()`select * from private.find_api_key(${hash})`;
  return row
    ? { id: row.id, workspaceId: row.workspace_id, slug: row.workspace_slug, role: row.role, scopes: row.scopes }
    : null;
}

/** Which form a public address belongs to, or null. Says nothing about whether it is published. */
export async function findForm(publicId: string): Promise<{ workspaceId: string; formId: string } | null> {
  const [row] = await pool()`select * from private.find_form(${publicId})`;
  return row ? { workspaceId: row.workspace_id, formId: row.form_id } : null;
}

/** A hook as its receiver needs it, and the product's time; the secret is still sealed. */
export interface FoundHook {
  workspaceId: string;
  hookId: string;
  signature: "none" | "hmac_sha256" | "standard";
  signatureHeader: string | null;
  sealed: string | null;
  idHeader: string | null;
  now: string;
}

/** Which hook a token is the address of, or null. */
export async function findHook(token: string): Promise<FoundHook | null> {
  const [row] = await pool()`select * from private.find_hook(${token})`;
  return row
    ? {
        workspaceId: row.workspace_id,
        hookId: row.hook_id,
        signature: row.signature,
        signatureHeader: row.signature_header,
        sealed: row.sealed,
        idHeader: row.id_header,
        now: row.moment,
      }
    : null;
}

/** The connection a provider's report was sent to, or null when there is none of this provider under this id. */
export async function findConnection(args: {
  connectionId: string;
  provider: string;
}): Promise<{ workspaceId: string; id: string } | null> {
  const [row] = await pool()`select * from private.find_connection(${args.connectionId}, ${args.provider})`;
  return row ? { workspaceId: row.workspace_id, id: row.id } : null;
}

/** Makes a workspace with its owner in one go; there is no other way to make either. Returns the workspace id. @throws 23505 when the slug is taken */
export async function createWorkspace(args: {
  userId: string;
  email: string;
  userName: string;
  name: string;
  slug: string;
  timeZone: string;
}): Promise<string> {
  const [row] =
    await pool()`select private.create_workspace(${args.userId}, ${args.email}, ${args.userName}, ${args.name}, ${args.slug}, ${args.timeZone}) as id`;
  return row?.id as string;
}

/** The id of the user's oldest workspace; makes the given one when there is none. @throws 23505 when it has to be made and the slug is taken */
export async function firstWorkspaceId(args: {
  userId: string;
  email: string;
  userName: string;
  name: string;
  slug: string;
  timeZone: string;
}): Promise<string> {
  const [row] =
    await pool()`select private.first_workspace(${args.userId}, ${args.email}, ${args.userName}, ${args.name}, ${args.slug}, ${args.timeZone}) as id`;
  return row?.id as string;
}

/** Counts one hit on a bucket in a fixed window. */
export async function hitRateLimit({
  bucket,
  max,
  windowSeconds,
}: {
  bucket: string;
  max: number;
  windowSeconds: number;
}): Promise<{ allowed: boolean; remaining: number; resetAt: string }> {
  const [row] = await pool()`select * from private.hit_rate_limit(${bucket}, ${max}, ${windowSeconds})`;
  return { allowed: row?.allowed, remaining: row?.remaining, resetAt: row?.reset_at };
}

export type DueKind = "dispatch" | "token" | "wait" | "lease";

/** What the sweeper should look at, across workspaces: subject ids, token ids or wait ids by kind, oldest first. */
export async function claimDue({
  kind,
  limit,
}: {
  kind: DueKind;
  limit: number;
}): Promise<{ workspaceId: string; refId: string }[]> {
  const rows = await pool()`select * from private.claim_due(${kind}, ${limit})`;
  return rows.map((r) => ({ workspaceId: r.workspace_id, refId: r.ref_id }));
}

/** Held tokens that nothing holds any more, across workspaces: at most `limit` of each pause or stop that is over. */
export async function findReleasable({ limit }: { limit: number }): Promise<{ workspaceId: string; refId: string }[]> {
  const rows = await pool()`select * from private.releasable(${limit})`;
  return rows.map((r) => ({ workspaceId: r.workspace_id, refId: r.ref_id }));
}

/** Workflows that were stopped so that people leave, while some are left. */
export async function findLeaving({ limit }: { limit: number }): Promise<{ workspaceId: string; refId: string }[]> {
  const rows = await pool()`select * from private.leaving(${limit})`;
  return rows.map((r) => ({ workspaceId: r.workspace_id, refId: r.ref_id }));
}

/** Bulk enrolments that nobody has worked on for half a minute. */
export async function findStalledEnrolments({
  limit,
}: {
  limit: number;
}): Promise<{ workspaceId: string; refId: string }[]> {
  const rows = await pool()`select * from private.stalled_enrolments(${limit})`;
  return rows.map((r) => ({ workspaceId: r.workspace_id, refId: r.ref_id }));
}

/** Actions on many runs that nobody has worked on for half a minute. */
export async function findStalledRunActions({
  limit,
}: {
  limit: number;
}): Promise<{ workspaceId: string; refId: string }[]> {
  const rows = await pool()`select * from private.stalled_run_actions(${limit})`;
  return rows.map((r) => ({ workspaceId: r.workspace_id, refId: r.ref_id }));
}

/** Moves to a new version that nobody has worked on for half a minute. */
export async function findStalledMoves({
  limit,
}: {
  limit: number;
}): Promise<{ workspaceId: string; refId: string }[]> {
  const rows = await pool()`select * from private.stalled_moves(${limit})`;
  return rows.map((r) => ({ workspaceId: r.workspace_id, refId: r.ref_id }));
}

/** Backtests whose worker has gone silent or never came; marks them as looked at. */
export async function findSilentBacktests({
  limit,
}: {
  limit: number;
}): Promise<{ workspaceId: string; refId: string }[]> {
  const rows = await pool()`select * from private.silent_backtests(${limit})`;
  return rows.map((r) => ({ workspaceId: r.workspace_id, refId: r.ref_id }));
}

/** Calls in all workspaces that the provider should be asked about: no report came, or no price yet. */
export async function callsToFollow({ limit }: { limit: number }): Promise<{ workspaceId: string; callId: string }[]> {
  const rows = await pool()`select * from private.calls_to_follow(${limit})`;
  return rows.map((r) => ({ workspaceId: r.workspace_id, callId: r.ref_id }));
}

/** Texts in all workspaces that the provider should be asked about: their price is not known yet. */
export async function textsToFollow({
  limit,
}: {
  limit: number;
}): Promise<{ workspaceId: string; messageId: string }[]> {
  const rows = await pool()`select * from private.texts_to_follow(${limit})`;
  return rows.map((r) => ({ workspaceId: r.workspace_id, messageId: r.ref_id }));
}

/** Version of the newest applied migration, or null on an empty database. */
export async function migrationVersion(): Promise<string | null> {
  const [row] = await pool()`select private.migration_version() as version`;
  return row?.version ?? null;
}

/** The product's clock, ISO 8601. */
export async function databaseNow(): Promise<string> {
  const [row] = await pool()`select private.now() as now`;
  return row?.now as string;
}

/** What is due by the clock in all workspaces, oldest first: `schedule` (a tick or a look at dates), `tick` (its contacts are being told) or `split` (its winner is to be looked for). */
export async function dueByClock({
  kind,
  limit,
}: {
  kind: "schedule" | "tick" | "split";
  limit: number;
}): Promise<{ workspaceId: string; workflowId: string; nodeId: string; refId: string | null }[]> {
  const rows = await pool()`select * from private.due_by_clock(${kind}, ${limit})`;
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    workflowId: row.workflow_id,
    nodeId: row.node_id,
    refId: row.ref_id,
  }));
}

/** Asks the database to announce changes of this workspace for the next two minutes. */
export async function watchLive(workspaceId: string): Promise<void> {
  await pool()`select private.watch_live(${workspaceId})`;
}

/** Runs work that only one process of the installation may do at a time; others wait for it. */
export async function withInstallationLock<T>({ name, work }: { name: string; work: () => Promise<T> }): Promise<T> {
  const connection = await pool().reserve();
  try {
    await connection`select pg_advisory_lock(hashtextextended(${name}, 0))`;
    return await work();
  } finally {
    await connection`select pg_advisory_unlock(hashtextextended(${name}, 0))`;
    connection.release();
  }
}
