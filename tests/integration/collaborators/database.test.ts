import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changed, collaboratorsStage, type Stage, type Who } from "./stage.ts";

let h: Stage;
let flow: string;
beforeAll(async () => {
  h = await collaboratorsStage();
  flow = await h.shared();
});
afterAll(() => h.end());

/** Runs a statement as the database role of members. Returns how many rows it changed. */
async function run(who: Who, statement: ReturnType<typeof sql>): Promise<number> {
  const { asMember } = await import("@/lib/db/scoped");
  const { value } = await asMember({ actor: h.people[who], fn: ({ db }) => statement.execute(db) });
  return Number(value.numAffectedRows ?? 0);
}
const forbidden = { code: "forbidden" };

describe("The database by itself", () => {
  test("hides what may only be looked at from changes", async () => {
    for (const statement of [
      sql`update workflows set name = 'x' where id = ${flow}`,
      sql`update workflows set restricted = false where id = ${flow}`,
      sql`delete from workflows where id = ${flow}`,
      sql`delete from workflow_triggers where workflow_id = ${flow}`,
      sql`update workflow_collaborators set role = 'editor' where workflow_id = ${flow}`,
      sql`delete from workflow_collaborators where workflow_id = ${flow}`,
    ])
      expect(await run("looker", statement)).toBe(0);
    await expect(
      run(
        "looker",
        sql`insert into workflow_versions (workspace_id, workflow_id, number, graph)
            values (${h.workspace.workspaceId}, ${flow}, 99, '{}')`,
      ),
    ).rejects.toMatchObject(forbidden);
  });

  test("lets those named for the draft change nothing else", async () => {
    const set = (assignment: ReturnType<typeof sql>) =>
      run("drafter", sql`update workflows set ${assignment} where id = ${flow}`);
    for (const assignment of [
      sql`status = 'paused'`,
      sql`entry = '{"reentry": {"mode": "once"}}'`,
      sql`settings = '{"goal": {}}'`,
      sql`priority = 1`,
      sql`published_version_id = null`,
      sql`restricted = true`,
      sql`revision = revision + 1, published_revision = revision + 1, draft = '{}'`,
      sql`published_revision = null`,
    ])
      await expect(set(assignment)).rejects.toMatchObject(forbidden);
    expect(await set(sql`draft = ${JSON.stringify(changed)}::text::jsonb, revision = revision + 1`)).toBe(1);
    // The draft differs now: no name may hide that.
    await expect(set(sql`name = 'x', published_revision = revision`)).rejects.toMatchObject(forbidden);
  });

  test("lets nobody name himself or leave the list, except admins", async () => {
    const other = await h.open();
    const insert = ({ who, role }: { who: Who; role: string }) =>
      run(
        who,
        sql`insert into workflow_collaborators (workspace_id, workflow_id, user_id, role)
            values (${h.workspace.workspaceId}, ${other}, ${h.people[who].userId}, ${role})`,
      );
    await expect(insert({ who: "viewer", role: "editor" })).rejects.toMatchObject(forbidden);
    await expect(insert({ who: "editor", role: "viewer" })).rejects.toMatchObject(forbidden);
    expect(await insert({ who: "editor", role: "editor" })).toBe(1);
    expect(await run("editor", sql`delete from workflow_collaborators where workflow_id = ${other}`)).toBe(0);
    expect(await insert({ who: "admin", role: "viewer" })).toBe(1);
    // Named a viewer, an admin is not held back all the same.
    expect(await run("admin", sql`delete from workflow_collaborators where workflow_id = ${other}`)).toBe(2);
  });

  test("names members of the workspace only", async () => {
    const insert = sql`insert into workflow_collaborators (workspace_id, workflow_id, user_id, role)
      values (${h.workspace.workspaceId}, ${flow}, ${crypto.randomUUID()}, 'editor')`;
    await expect(run("owner", insert)).rejects.toMatchObject({ code: "23503" });
  });
});
