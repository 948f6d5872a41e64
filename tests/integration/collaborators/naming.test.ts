import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collaboratorsStage, type Stage, type Who } from "./stage.ts";

let h: Stage;
beforeAll(async () => {
  h = await collaboratorsStage();
});
afterAll(() => h.end());

const list = (flow: string) => `/workflows/${flow}/collaborators`;
const name = ({ by, flow, who, role }: { by: Who; flow: string; who: Who; role: string }) =>
  h.as(by, "PUT", `${list(flow)}/${h.people[who].userId}`, { role });
const remove = ({ by, flow, who }: { by: Who; flow: string; who: Who }) =>
  h.as(by, "DELETE", `${list(flow)}/${h.people[who].userId}`);

describe("Naming members", () => {
  test("is told to everybody, with the role in the workspace and who said so", async () => {
    const flow = await h.open();
    expect(await name({ by: "editor", flow, who: "viewer", role: "editor" })).toMatchObject({
      http: 200,
      role: "editor",
      workspace_role: "viewer",
      added_by: { id: h.people.editor.userId },
    });
    expect(await h.as("viewer", "GET", list(flow))).toMatchObject({
      restricted: false,
      data: [{ user_id: h.people.viewer.userId, role: "editor" }],
    });
  });

  test("again changes the role and who said so", async () => {
    const flow = await h.shared();
    expect(await name({ by: "admin", flow, who: "looker", role: "editor" })).toMatchObject({
      role: "editor",
      added_by: { id: h.people.admin.userId },
    });
    expect((await h.as("looker", "PATCH", `/workflows/${flow}`, { name: "Allowed" })).http).toBe(200);
  });

  test("no more gives the role in the workspace back", async () => {
    const flow = await h.shared();
    expect((await remove({ by: "owner", flow, who: "looker" })).http).toBe(200);
    expect((await remove({ by: "owner", flow, who: "looker" })).http).toBe(404);
    expect((await remove({ by: "owner", flow, who: "drafter" })).http).toBe(200);
    expect((await h.as("looker", "PATCH", `/workflows/${flow}`, { name: "Back" })).http).toBe(200);
    expect((await h.as("drafter", "PATCH", `/workflows/${flow}`, { name: "Gone" })).http).toBe(403);
  });

  test("is refused for whoever is no member, and for owners and admins, whom nothing holds back", async () => {
    const flow = await h.open();
    const put = (user: string, body: object) => h.as("owner", "PUT", `${list(flow)}/${user}`, body);
    for (const user of [crypto.randomUUID(), h.people.admin.userId, h.people.owner.userId])
      expect(await put(user, { role: "viewer" })).toMatchObject({ http: 422, error: { fields: [{ path: "user" }] } });
    expect(await put(h.people.viewer.userId, { role: "owner" })).toMatchObject({
      http: 422,
      error: { fields: [{ path: "role" }] },
    });
  });

  test("tells addresses to members and to keys that may read members, not to other keys", async () => {
    const { makeKey } = await import("../../support/workspace.ts");
    const { createClient } = await import("@/lib/api/client");
    const { callRoute } = await import("../../support/call-route.ts");
    const { collaborators } = await import("@/lib/api/contracts/collaborators");
    const id = await h.shared();
    await h.sql`insert into profiles (user_id, email) values (${h.people.looker.userId}, 'looker@example.test')
      on conflict (user_id) do update set email = excluded.email`;
    const asKey = async (scopes: string[]) => {
      const { apiKey } = await makeKey({ ...h.workspace, role: "viewer", scopes });
      const client = createClient({ apiKey, baseUrl: process.env.LEADLOOM_URL, fetch: callRoute });
      return (await client(collaborators.list, { id })).data.map(({ name, email }) => `${name} ${email}`).join();
    };
    expect(await asKey(["workflows:read", "members:read"])).toContain("@");
    expect(await asKey(["workflows:read"])).not.toContain("@");
    expect(JSON.stringify(await h.as("viewer", "GET", list(id)))).toContain("@");
  });

  test("ends when the member leaves the workspace", async () => {
    const flow = await h.shared();
    const { makeMember } = await import("../../support/workspace.ts");
    const { userId } = await makeMember({ workspace: h.workspace, role: "viewer" });
    await h.as("owner", "PUT", `${list(flow)}/${userId}`, { role: "editor" });
    await h.sql`delete from workspace_members where user_id = ${userId}`;
    expect(JSON.stringify(await h.as("owner", "GET", list(flow)))).not.toContain(userId);
  });
});

describe("Who names members", () => {
  test("is whoever may publish: not viewers, not those who are named for the draft, not those who may only look", async () => {
    const flow = await h.shared();
    for (const by of ["viewer", "drafter", "looker"] as const) {
      expect((await name({ by, flow, who: "editor", role: "viewer" })).http, by).toBe(403);
      expect((await remove({ by, flow, who: "looker" })).http, by).toBe(403);
      expect((await h.as(by, "PATCH", list(flow), { restricted: true })).http, by).toBe(403);
    }
    expect((await name({ by: "editor", flow, who: "viewer", role: "editor" })).http).toBe(200);
  });

  test("does not change what is said of himself", async () => {
    const flow = await h.open();
    expect((await name({ by: "editor", flow, who: "editor", role: "viewer" })).http).toBe(403);
    expect((await name({ by: "editor", flow, who: "editor", role: "editor" })).http).toBe(200);
    expect((await name({ by: "editor", flow, who: "editor", role: "editor" })).http).toBe(200);
    expect((await remove({ by: "editor", flow, who: "editor" })).http).toBe(403);
  });

  test("is named when restricting, so that nobody locks himself out", async () => {
    const flow = await h.open();
    expect(await h.as("editor", "PATCH", list(flow), { restricted: true })).toMatchObject({
      http: 200,
      restricted: true,
      data: [{ user_id: h.people.editor.userId, role: "editor" }],
    });
    expect((await h.as("looker", "PATCH", list(flow), { restricted: false })).http).toBe(403);
    expect(await h.as("editor", "PATCH", list(flow), { restricted: false })).toMatchObject({ restricted: false });
    expect((await h.as("looker", "PATCH", `/workflows/${flow}`, { name: "Open again" })).http).toBe(200);
  });

  test("is no editor's key when restricting", async () => {
    const { makeKey } = await import("../../support/workspace.ts");
    const { createClient } = await import("@/lib/api/client");
    const { callRoute } = await import("../../support/call-route.ts");
    const { collaborators } = await import("@/lib/api/contracts/collaborators");
    const { apiKey } = await makeKey({ ...h.workspace, role: "editor" });
    const client = createClient({ apiKey, baseUrl: process.env.LEADLOOM_URL, fetch: callRoute });
    const id = await h.open();
    await expect(client(collaborators.restrict, { id, restricted: true })).rejects.toMatchObject({ status: 403 });
    expect(await client(collaborators.set, { id, user: h.people.viewer.userId, role: "editor" })).toMatchObject({
      added_by: null,
    });
  });
});
