import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callRoute } from "../../support/call-route.ts";
import { graphOf, type RunsHarness, runsHarness } from "../../support/runs.ts";
import { sessionCookie } from "../../support/session.ts";
import { makeMember } from "../../support/workspace.ts";

let h: RunsHarness;
let people: Record<"admin" | "editor" | "viewer" | "reader", Awaited<ReturnType<typeof makeMember>>>;
beforeAll(async () => {
  h = await runsHarness();
  people = {
    admin: await makeMember({ workspace: h.workspace, role: "admin" }),
    editor: await makeMember({ workspace: h.workspace, role: "editor" }),
    viewer: await makeMember({ workspace: h.workspace, role: "viewer" }),
    reader: await makeMember({ workspace: h.workspace, role: "viewer" }),
  };
});
afterAll(() => h.end());

type Who = keyof typeof people;

/** Sends a call as a signed-in member of the workspace. */
async function as(who: Who, method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const response = await callRoute(`${process.env.LEADLOOM_URL}/api/v1${path}`, {
    method,
    headers: {
      cookie: sessionCookie({ userId: people[who].userId }),
      "x-workspace": h.workspace.slug,
      origin: process.env.LEADLOOM_URL as string,
      "content-type": "application/json",
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
}

async function workflow() {
  const { workflows } = await import("@/lib/api/contracts/workflows");
  const draft = graphOf({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "gold" } },
      { id: "a", type: "add_tag", config: { tag: "yes" } },
    ],
    edges: ["t -> a"],
  }) as never;
  return (await h.workspace.client(workflows.create, { name: "Talked about", draft })).id;
}

async function commented(who: Who, more: object = {}) {
  const flow = await workflow();
  const made = await as(who, "POST", `/workflows/${flow}/comments`, { body: "Is one day enough?", ...more });
  expect(made.status).toBe(201);
  return { flow, made, path: `/comments/${made.id}` };
}

describe("Who may do what with a comment", () => {
  test("nobody but its author changes its words, not even an admin", async () => {
    const { path } = await commented("viewer");
    for (const who of ["reader", "editor", "admin"] as const)
      expect((await as(who, "PATCH", path, { body: "Mine now" })).status, who).toBe(403);
    expect(await as("viewer", "PATCH", path, { body: "Are two days enough?" })).toMatchObject({
      status: 200,
      body: "Are two days enough?",
    });
  });

  test("viewers resolve none, their own included", async () => {
    const { path } = await commented("viewer");
    for (const who of ["viewer", "reader"] as const)
      expect((await as(who, "PATCH", path, { resolved: true })).status, who).toBe(403);
  });

  test("only its author and admins delete it", async () => {
    const { path, flow } = await commented("viewer");
    for (const who of ["reader", "editor"] as const) expect((await as(who, "DELETE", path)).status, who).toBe(403);
    expect((await as("viewer", "DELETE", path)).status).toBe(200);
    const again = await as("viewer", "POST", `/workflows/${flow}/comments`, { body: "Again" });
    expect((await as("admin", "DELETE", `/comments/${again.id}`)).status).toBe(200);
    expect(await as("viewer", "GET", `/workflows/${flow}/comments`)).toMatchObject({ data: [] });
  });

  test("the database refuses the same by itself", async () => {
    const { asMember } = await import("@/lib/db/scoped");
    const { made, flow } = await commented("viewer");
    const id = made.id as string;
    const run = (who: Who, statement: ReturnType<typeof sql>) =>
      asMember({ actor: people[who], fn: ({ db }) => statement.execute(db) }).then((done) =>
        Number(done.value.numAffectedRows ?? 0),
      );
    const forbidden = { code: "forbidden" };
    await expect(run("editor", sql`update workflow_comments set body = 'x' where id = ${id}`)).rejects.toMatchObject(
      forbidden,
    );
    await expect(
      run("viewer", sql`update workflow_comments set resolved_at = now() where id = ${id}`),
    ).rejects.toMatchObject(forbidden);
    await expect(
      run("editor", sql`update workflow_comments set author_id = ${people.editor.userId} where id = ${id}`),
    ).rejects.toMatchObject(forbidden);
    await expect(
      run(
        "reader",
        sql`insert into workflow_comments (workspace_id, workflow_id, body, author_id)
            values (${h.workspace.workspaceId}, ${flow}, 'In your name', ${people.viewer.userId})`,
      ),
    ).rejects.toMatchObject(forbidden);
    expect(await run("reader", sql`update workflow_comments set body = 'x' where id = ${id}`)).toBe(0);
    expect(await run("editor", sql`delete from workflow_comments where id = ${id}`)).toBe(0);
    expect(await run("viewer", sql`update workflow_comments set body = 'Better' where id = ${id}`)).toBe(1);
  });
});

describe("Comments", () => {
  test("are about a step of the draft or the whole workflow, and say who wrote them", async () => {
    const { flow, made } = await commented("viewer", { node_id: "a" });
    expect(made).toMatchObject({ node_id: "a", own: true, author: { id: people.viewer.userId }, resolved_at: null });
    const whole = await as("editor", "POST", `/workflows/${flow}/comments`, { body: " Looks good " });
    expect(whole).toMatchObject({ node_id: null, body: "Looks good" });
    const list = await as("viewer", "GET", `/workflows/${flow}/comments`);
    expect(list.data).toMatchObject([
      { id: whole.id, own: false },
      { id: made.id, own: true },
    ]);
  });

  test("are refused with a reason without words, with too many, and on a step that is not there", async () => {
    const flow = await workflow();
    const send = (body: object) => as("viewer", "POST", `/workflows/${flow}/comments`, body);
    for (const [body, path] of [
      [{ body: "  " }, "body"],
      [{ body: "x".repeat(4001) }, "body"],
      [{ body: "Hm", node_id: "nowhere" }, "node_id"],
    ] as const)
      expect(await send(body)).toMatchObject({ status: 422, error: { fields: [{ path }] } });
  });

  test("leave the open ones when an editor resolves them, and come back when reopened", async () => {
    const { flow, path, made } = await commented("viewer");
    const open = () => as("reader", "GET", `/workflows/${flow}/comments?status=open&count=exact`);
    expect(await open()).toMatchObject({ count: 1, data: [{ id: made.id }] });
    const resolved = await as("editor", "PATCH", path, { resolved: true });
    expect(resolved).toMatchObject({ resolved_by: { id: people.editor.userId } });
    expect(resolved.resolved_at).not.toBeNull();
    // A second time changes neither who nor when.
    expect(await as("admin", "PATCH", path, { resolved: true })).toMatchObject({
      resolved_at: resolved.resolved_at,
      resolved_by: { id: people.editor.userId },
    });
    expect(await open()).toMatchObject({ count: 0, data: [] });
    expect(await as("reader", "GET", `/workflows/${flow}/comments?status=resolved`)).toMatchObject({
      data: [{ id: made.id }],
    });
    expect(await as("editor", "PATCH", path, { resolved: false })).toMatchObject({
      resolved_at: null,
      resolved_by: null,
    });
    expect(await open()).toMatchObject({ count: 1 });
  });

  test("with an API key have no author, and only admins delete them", async () => {
    const { comments } = await import("@/lib/api/contracts/comments");
    const made = await h.workspace.client(comments.create, { id: await workflow(), body: "From a script" });
    expect(made).toMatchObject({ author: null, own: false });
    await expect(h.workspace.client(comments.update, { id: made.id, body: "x" })).rejects.toMatchObject({
      status: 403,
    });
    expect((await as("editor", "DELETE", `/comments/${made.id}`)).status).toBe(403);
    expect(await h.workspace.client(comments.remove, { id: made.id })).toEqual({ deleted: true });
  });
});
