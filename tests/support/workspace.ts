import { randomBytes } from "node:crypto";
import type { Client } from "@/lib/api/client";
import type { Actor, Role } from "@/lib/db/scoped";

/**
 * Fixtures for tests of one workspace. Put the settings of `createDatabase()` into process.env first: everything of the
 * product is imported when called.
 */

export interface TestWorkspace {
  workspaceId: string;
  slug: string;
  /** The owner. */
  userId: string;
  actor: Extract<Actor, { kind: "user" }>;
  /** A key of role admin with every scope. */
  apiKey: string;
  /** Calls route handlers directly, with that key. */
  client: Client;
}

/** Makes a workspace with its owner and an API key that may do everything. */
export async function makeWorkspace({ name = "Test" }: { name?: string } = {}): Promise<TestWorkspace> {
  const { createWorkspace } = await import("@/lib/db/lookup");
  const { createClient } = await import("@/lib/api/client");
  const { callRoute } = await import("./call-route.ts");
  const userId = crypto.randomUUID();
  const slug = `t-${randomBytes(8).toString("hex")}`;
  const email = `${slug}@example.test`;
  const workspaceId = await createWorkspace({ userId, email, userName: `${name} Owner`, name, slug, timeZone: "UTC" });
  const actor = { kind: "user", userId, role: "owner", workspaceId } as const;
  const { apiKey } = await makeKey({ workspaceId, userId });
  const client = createClient({ apiKey, baseUrl: process.env.LEADLOOM_URL, fetch: callRoute });
  return { workspaceId, slug, userId, actor, apiKey, client };
}

/** Adds a member with the role; returns who that is. */
export async function makeMember({
  workspace,
  role,
}: {
  workspace: TestWorkspace;
  role: Exclude<Role, "owner">;
}): Promise<Extract<Actor, { kind: "user" }>> {
  const { asMember } = await import("@/lib/db/scoped");
  const userId = crypto.randomUUID();
  const { workspaceId } = workspace;
  await asMember({
    actor: workspace.actor,
    fn: (ctx) =>
      ctx.db.insertInto("workspace_members").values({ workspace_id: workspaceId, user_id: userId, role }).execute(),
  });
  return { kind: "user", userId, role, workspaceId };
}

/** Makes an API key; by default of role admin with every scope. */
export async function makeKey({
  workspaceId,
  userId,
  role = "admin",
  scopes,
}: {
  workspaceId: string;
  userId: string;
  role?: "admin" | "editor" | "viewer";
  scopes?: string[];
}): Promise<{ keyId: string; apiKey: string }> {
  const { asMember } = await import("@/lib/db/scoped");
  const { createApiKey } = await import("@/lib/services/api-keys/create-api-key");
  const { allScopes } = await import("@/lib/api/scopes");
  const actor = { kind: "user", userId, role: "owner", workspaceId } as const;
  const made = await asMember({
    actor,
    fn: (ctx) =>
      createApiKey({ ctx, input: { name: "Test key", role, scopes: scopes ?? allScopes(), expires_at: null } }),
  });
  return { keyId: made.value.id, apiKey: made.value.secret };
}
