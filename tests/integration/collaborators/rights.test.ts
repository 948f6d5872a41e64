import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeKey } from "../../support/workspace.ts";
import { changed, collaboratorsStage, type Stage } from "./stage.ts";

let h: Stage;
beforeAll(async () => {
  h = await collaboratorsStage();
});
afterAll(() => h.end());

const testCase = (name: string) => ({ name, input: {}, expected: { status: "completed" } });
/** What changes a draft, by method, path and body; each answers 2xx to those who may. */
const drafting: [string, string, object][] = [
  ["PATCH", "", { draft: changed }],
  ["PATCH", "", { name: "Renamed", description: "For gold customers" }],
  ["POST", "/versions/1/restore", {}],
  ["POST", "/test", { mode: "dry_run" }],
  ["POST", "/test-cases", testCase("Tagged")],
  ["POST", "/test-cases/run", {}],
  ["POST", "/backtest", { days: 1 }],
];
const variants = [1, 2].map((version) => ({ id: `v${version}`, name: `Version ${version}`, version, weight: 50 }));
/** What counts at once. */
const counting: [string, string, object | undefined][] = [
  ["PATCH", "", { entry: { reentry: { mode: "once" } } }],
  ["PATCH", "", { settings: {} }],
  ["PATCH", "", { priority: 7 }],
  ["PATCH", "", { exclusive_group: "gold" }],
  ["POST", "/publish", {}],
  ["POST", "/pause", {}],
  ["POST", "/resume", {}],
  ["POST", "/stop", { people: "finish" }],
  ["POST", "/archive", {}],
  ["POST", "/execute", { email: "nobody@example.test" }],
  ["POST", "/enrol", { filter: { tag: "gold" } }],
  ["POST", "/experiments", { name: "x", variants, goal: { type: "goal", name: null } }],
  ["DELETE", "", undefined],
];

describe("An editor of the workspace whom the workflow names a viewer", () => {
  test("looks at it, and is told whom to ask", async () => {
    const flow = await h.shared();
    const reason = "You can look at this workflow but not change it. Ask Ada to make you an editor.";
    expect(await h.as("looker", "GET", `/workflows/${flow}`)).toMatchObject({
      http: 200,
      access: { edit: false, publish: false, share: false, reason },
    });
    expect(await h.as("looker", "PATCH", `/workflows/${flow}`, { name: "Mine" })).toMatchObject({
      http: 403,
      error: { code: "forbidden", message: reason },
    });
  });

  test("changes nothing of it", async () => {
    const flow = await h.shared();
    const before = await h.sql`select to_jsonb(w) as row from workflows w where id = ${flow}`;
    for (const [method, path, body] of [...drafting, ...counting]) {
      const { http } = await h.as("looker", method, `/workflows/${flow}${path}`, body);
      expect(http, `${method} ${path}`).toBe(403);
    }
    expect(await h.sql`select to_jsonb(w) as row from workflows w where id = ${flow}`).toEqual(before);
    expect((await h.sql`select from workflow_test_cases where workflow_id = ${flow}`).length).toBe(0);
  });

  test("copies it into one that is open to everybody, and changes other workflows as before", async () => {
    const copy = await h.as("looker", "POST", `/workflows/${await h.shared()}/duplicate`, {});
    expect(copy).toMatchObject({ http: 201, access: { edit: true, publish: true } });
    expect((await h.as("looker", "PATCH", `/workflows/${copy.id}`, { name: "Mine" })).http).toBe(200);
  });

  test("cannot order a group one of whose workflows is closed", async () => {
    const [one, other] = [await h.shared(), await h.open()];
    await h.sql`update workflows set exclusive_group = 'closed' where id in (${one}, ${other})`;
    for (const ids of [[one, other], [other]])
      expect(await h.as("looker", "PUT", "/workflows/reorder", { group: "closed", ids })).toMatchObject({
        http: 403,
      });
    expect((await h.as("editor", "PUT", "/workflows/reorder", { group: "closed", ids: [other, one] })).http).toBe(200);
  });

  test("comments, but resolves nothing", async () => {
    const flow = await h.shared();
    const made = await h.as("looker", "POST", `/workflows/${flow}/comments`, { body: "One day is short." });
    expect(made.http).toBe(201);
    expect((await h.as("looker", "PATCH", `/comments/${made.id}`, { resolved: true })).http).toBe(403);
    expect((await h.as("drafter", "PATCH", `/comments/${made.id}`, { resolved: true })).http).toBe(200);
  });
});

describe("A viewer of the workspace whom the workflow names an editor", () => {
  test("changes its draft, tries it and writes its test cases", async () => {
    const flow = await h.shared();
    for (const [method, path, body] of drafting) {
      const answer = await h.as("drafter", method, `/workflows/${flow}${path}`, body);
      expect([200, 201, 202], `${method} ${path} ${JSON.stringify(answer.error)}`).toContain(answer.http);
    }
    const { data } = await h.as("drafter", "GET", `/workflows/${flow}/test-cases`);
    const [{ id }] = data as [{ id: string }];
    expect((await h.as("drafter", "PATCH", `/test-cases/${id}`, { name: "Other" })).http).toBe(200);
    expect((await h.as("drafter", "DELETE", `/test-cases/${id}`)).http).toBe(200);
  });

  test("changes nothing that counts at once, and is told so", async () => {
    const flow = await h.shared();
    for (const [method, path, body] of counting)
      expect((await h.as("drafter", method, `/workflows/${flow}${path}`, body)).http, `${method} ${path}`).toBe(403);
    expect(await h.as("drafter", "GET", `/workflows/${flow}`)).toMatchObject({
      access: { edit: true, publish: false, share: false, reason: expect.stringContaining("Ask Ada to do that.") },
    });
  });

  test("changes no other workflow", async () => {
    const flow = await h.open();
    for (const who of ["drafter", "viewer"] as const)
      for (const [method, path, body] of drafting)
        expect((await h.as(who, method, `/workflows/${flow}${path}`, body)).http, `${method} ${path}`).toBe(403);
  });

  test("leaves nothing to publish by a new name alone", async () => {
    const flow = await h.shared();
    expect(await h.as("drafter", "PATCH", `/workflows/${flow}`, { name: "Renamed" })).toMatchObject({
      name: "Renamed",
      has_changes: false,
    });
    expect(await h.as("drafter", "PATCH", `/workflows/${flow}`, { draft: changed })).toMatchObject({
      has_changes: true,
    });
  });
});

describe("A restricted workflow", () => {
  test("is changed by owners, admins and named editors only", async () => {
    const flow = await h.shared();
    expect((await h.as("admin", "PATCH", `/workflows/${flow}/collaborators`, { restricted: true })).http).toBe(200);
    const rename = async (who: Parameters<Stage["as"]>[0]) =>
      (await h.as(who, "PATCH", `/workflows/${flow}`, { name: `By ${who}` })).http;
    for (const who of ["owner", "admin", "drafter"] as const) expect(await rename(who), who).toBe(200);
    for (const who of ["editor", "looker", "viewer"] as const) expect(await rename(who), who).toBe(403);
    expect(await h.as("editor", "GET", `/workflows/${flow}`)).toMatchObject({
      access: { edit: false, reason: expect.stringContaining("only the people it names may. Ask Ada") },
    });
    const path = `/workflows/${flow}/collaborators/${h.people.editor.userId}`;
    expect((await h.as("admin", "PUT", path, { role: "editor" })).http).toBe(200);
    expect(await rename("editor")).toBe(200);
    expect((await h.as("editor", "POST", `/workflows/${flow}/publish`, {})).http).toBe(200);
  });

  test("is open to keys of role admin, not to keys of role editor, which no list names", async () => {
    const flow = await h.shared();
    const { createClient } = await import("@/lib/api/client");
    const { callRoute } = await import("../../support/call-route.ts");
    const { workflows } = await import("@/lib/api/contracts/workflows");
    const key = async (role: "admin" | "editor" | "viewer") =>
      createClient({
        ...(await makeKey({ ...h.workspace, role })),
        baseUrl: process.env.LEADLOOM_URL,
        fetch: callRoute,
      });
    const [admin, editor, viewer] = [await key("admin"), await key("editor"), await key("viewer")];
    expect(await editor(workflows.update, { id: flow, name: "By key" })).toMatchObject({ name: "By key" });
    const advice = (role: string) => ({ status: 403, message: expect.stringContaining(`Use a key of role ${role}.`) });
    await expect(viewer(workflows.update, { id: flow, name: "Again" })).rejects.toMatchObject(advice("editor"));
    await h.as("owner", "PATCH", `/workflows/${flow}/collaborators`, { restricted: true });
    for (const one of [editor, viewer])
      await expect(one(workflows.update, { id: flow, name: "Again" })).rejects.toMatchObject(advice("admin"));
    expect(await admin(workflows.update, { id: flow, name: "Again" })).toMatchObject({ name: "Again" });
  });

  test("still takes people in, since the worker is nobody", async () => {
    const flow = await h.shared();
    await h.as("owner", "PATCH", `/workflows/${flow}/collaborators`, { restricted: true });
    await h.addTag(await h.addContact({ email: "gold@example.test" }), "gold");
    await h.drain();
    expect(await h.runs(flow)).toMatchObject([{ status: "completed" }]);
  });
});
