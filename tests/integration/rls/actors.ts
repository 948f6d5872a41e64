import { randomUUID } from "node:crypto";
import type { Sql } from "../../../scripts/database/connect.ts";
import { insertRow } from "./probe.ts";
import type { World } from "./row-parts.ts";
import { factories } from "./rows.ts";

export type Side = "A" | "B";
export type Rank = "owner" | "admin" | "editor" | "viewer";

/** Somebody who asks: a database role and the settings of the transaction. */
export interface Asker {
  name: string;
  role: string;
  settings: Record<string, string>;
  /** Whose rows may be reached at all, and by what right. Nobody's without it. */
  home?: { side: Side; as: Rank | "worker" };
  /** As what the workflow of workspace A names this member. */
  named?: "viewer" | "editor";
}

/** Two workspaces with a row in every table, and everybody who might ask for them. */
export interface Stage {
  worlds: Record<Side, World>;
  ids: Record<Side, string>;
  askers: Asker[];
  /** Members of workspace A by role. */
  people: Record<Rank, string>;
}

/** Fills the database. `sql` is a superuser: it sets the stage, it is not on it. */
export async function setStage(sql: Sql): Promise<Stage> {
  const worlds: Record<Side, World> = { A: {}, B: {} };
  for (const side of ["A", "B"] as const)
    for (const [table, make] of Object.entries(factories)) {
      const world = worlds[side];
      const row = make({ ws: (world.workspaces?.id as string) ?? "", world });
      // The profile everybody looks at is that of the member everybody looks at.
      if (table === "profiles") row.user_id = world.workspace_members?.user_id;
      await insertRow({ sql, table, row });
      world[table] = row;
    }
  const ids = { A: worlds.A.workspaces?.id as string, B: worlds.B.workspaces?.id as string };
  const member = async (side: Side, role: Rank) => {
    const user_id = randomUUID();
    await insertRow({ sql, table: "workspace_members", row: { workspace_id: ids[side], user_id, role } });
    await insertRow({ sql, table: "profiles", row: { user_id, email: `${user_id}@example.test` } });
    await insertRow({ sql, table: "notifications", row: { workspace_id: ids[side], user_id, title: "New task" } });
    return user_id;
  };
  const people = {
    owner: await member("A", "owner"),
    admin: await member("A", "admin"),
    editor: await member("A", "editor"),
    viewer: await member("A", "viewer"),
  };
  const collaborator = async ({ as, named }: { as: Rank; named: "viewer" | "editor" }) => {
    const user_id = await member("A", as);
    const row = { workspace_id: ids.A, workflow_id: worlds.A.workflows?.id, user_id, role: named };
    await insertRow({ sql, table: "workflow_collaborators", row });
    return {
      role: "app_member",
      settings: at(ids.A, { "app.user_id": user_id }),
      home: { side: "A", as },
      named,
    } as const;
  };
  const stranger = await member("B", "owner");
  const key = async (role: "admin" | "editor" | "viewer", more: object = {}) => {
    const row = { ...factories.api_keys!({ ws: ids.A, world: worlds.A }), role, ...more };
    await insertRow({ sql, table: "api_keys", row });
    return (row as { id?: string }).id as string;
  };
  const at = (workspace: string, who: Record<string, string>) => ({
    "app.workspace_id": workspace,
    "app.user_id": "",
    "app.api_key_id": "",
    ...who,
  });
  const nobody = at("", {});
  const ranks = ["owner", "admin", "editor", "viewer"] as const;
  const askers: Asker[] = [
    ...ranks.map((as) => ({
      name: as,
      role: "app_member",
      settings: at(ids.A, { "app.user_id": people[as] }),
      home: { side: "A", as } as const,
    })),
    {
      name: "owner who names workspace B",
      role: "app_member",
      settings: at(ids.B, { "app.user_id": people.owner }),
      home: { side: "A", as: "owner" },
    },
    {
      name: "stranger: owner of B who names A",
      role: "app_member",
      settings: at(ids.A, { "app.user_id": stranger }),
      home: { side: "B", as: "owner" },
    },
    { name: "editor whom the workflow names a viewer", ...(await collaborator({ as: "editor", named: "viewer" })) },
    { name: "viewer whom the workflow names an editor", ...(await collaborator({ as: "viewer", named: "editor" })) },
    {
      name: "admin whom the workflow names a viewer",
      ...(await collaborator({ as: "admin", named: "viewer" })),
      named: undefined,
    },
    { name: "user without any workspace", role: "app_member", settings: at(ids.A, { "app.user_id": randomUUID() }) },
    ...(await Promise.all(
      (["admin", "editor", "viewer"] as const).map(async (as) => ({
        name: `API key of role ${as}`,
        role: "app_member",
        settings: at(ids.A, { "app.api_key_id": await key(as) }),
        home: { side: "A", as } as const,
      })),
    )),
    {
      name: "revoked API key",
      role: "app_member",
      settings: at(ids.A, { "app.api_key_id": await key("admin", { revoked_at: "2026-01-01T00:00:00Z" }) }),
    },
    {
      name: "expired API key",
      role: "app_member",
      settings: at(ids.A, { "app.api_key_id": await key("admin", { expires_at: "2026-01-01T00:00:00Z" }) }),
    },
    { name: "worker of A", role: "app_worker", settings: at(ids.A, {}), home: { side: "A", as: "worker" } },
    { name: "worker of B", role: "app_worker", settings: at(ids.B, {}), home: { side: "B", as: "worker" } },
    { name: "worker of no workspace", role: "app_worker", settings: nobody },
    { name: "member role without a person", role: "app_member", settings: nobody },
    {
      name: "the app's login without a role",
      role: "leadloom_app",
      settings: at(ids.A, { "app.user_id": people.owner }),
    },
    { name: "the executor's role", role: "app_runtime", settings: at(ids.A, { "app.user_id": people.owner }) },
    { name: "anon", role: "anon", settings: at(ids.A, { "app.user_id": people.owner }) },
    { name: "authenticated", role: "authenticated", settings: at(ids.A, { "app.user_id": people.owner }) },
    { name: "service_role", role: "service_role", settings: at(ids.A, { "app.user_id": people.owner }) },
  ];
  return { worlds, ids, askers, people };
}
