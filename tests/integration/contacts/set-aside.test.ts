import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "@/lib/api/contract";
import type { contacts } from "@/lib/api/contracts/contacts";
import { callRoute } from "../../support/call-route.ts";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { sessionCookie } from "../../support/session.ts";
import { makeKey, makeMember, makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

let h: RunsHarness;
let flow: string;
let contact: string;
let people: Record<"editor" | "viewer", string>;

beforeAll(async () => {
  h = await runsHarness();
  flow = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "vip" } },
      { id: "a", type: "add_tag", config: { tag: "welcomed" } },
    ],
  });
  const { workspace } = h;
  const editor = await makeMember({ workspace, role: "editor" });
  const viewer = await makeMember({ workspace, role: "viewer" });
  people = { editor: editor.userId, viewer: viewer.userId };
  await h.sql.unsafe(`
    create function private.refuse_all() returns trigger language plpgsql as $$
    begin raise exception 'disk full'; end $$;`);
  await failing(true);
  contact = await h.addContact();
  await h.addTag(contact, "vip");
  await spendTries();
});
afterAll(() => h.end());

async function failing(fail: boolean) {
  await h.sql.unsafe(
    fail
      ? `create trigger refuse_all before insert on public.entry_decisions for each row execute function private.refuse_all();`
      : `drop trigger refuse_all on public.entry_decisions`,
  );
}

async function spendTries() {
  const { sweep } = await import("@/lib/services/runs/sweep");
  for (let tries = 0; tries < 5; tries++) {
    await h.pass("6 minutes");
    await sweep();
  }
}

async function call<T = { error: { code: string; message: string } }>(
  who: "editor" | "viewer" | string,
  method: string,
  path: string,
  workspace: TestWorkspace = h.workspace,
): Promise<{ status: number; body: T }> {
  const userId = people[who as keyof typeof people];
  const response = await callRoute(`${process.env.LEADLOOM_URL}/api/v1${path}`, {
    method,
    headers: userId
      ? {
          cookie: sessionCookie({ userId }),
          "x-workspace": workspace.slug,
          origin: process.env.LEADLOOM_URL as string,
        }
      : { authorization: `Bearer ${who}` },
  });
  return { status: response.status, body: (await response.json()) as T };
}

const list = async (who = "viewer") => {
  const { body } = await call<Answer<typeof contacts.setAside>>(who, "GET", `/contacts/${contact}/set-aside`);
  return body.data;
};
const retry = (who: string, activity: string, of = contact) =>
  call(who, "POST", `/contacts/${of}/set-aside/${activity}/retry`);
const parked = () => h.sql`select activity_id from public.dispatch_queue where parked`;

describe("What was set aside", () => {
  test("is listed for the contact in words, with the reason, and the notification says where to try it again", async () => {
    expect(await list()).toMatchObject([
      { type: "contact.tag_added", label: "Tag added", data: { tag: "vip" }, tries: 5, reason: "disk full" },
    ]);
    const told = await h.sql`select body, path from public.notifications`;
    const body = expect.stringMatching(/^"Tag added" failed 5 times and was set aside: disk full\..*try it again/);
    expect(told).toMatchObject([{ body, path: `contacts/${contact}` }]);
  });

  test("is tried again by nobody who may only look, by no key without the scope, and from no other workspace", async () => {
    const activity = (await list())[0]!.id;
    const { workspaceId, userId } = h.workspace;
    const narrow = await makeKey({ workspaceId, userId, scopes: ["contacts:read", "contacts:write"] });
    const looking = await makeKey({ workspaceId, userId, role: "viewer" });
    const other = await makeWorkspace();
    expect(await retry("viewer", activity)).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
    expect(await retry(narrow.apiKey, activity)).toMatchObject({ status: 403 });
    expect(await retry(looking.apiKey, activity)).toMatchObject({ status: 403 });
    expect(await retry(other.apiKey, activity)).toMatchObject({ status: 404 });
    expect(await parked()).toHaveLength(1);
  });

  test("is not let go by the database itself for those who may only look, or for others", async () => {
    const { asMember } = await import("@/lib/db/scoped");
    const { sql } = await import("kysely");
    const [row] = await parked();
    const { workspaceId } = h.workspace;
    const other = await makeWorkspace();
    for (const actor of [{ kind: "user", userId: people.viewer, role: "viewer", workspaceId } as const, other.actor]) {
      const { value } = await asMember({
        actor,
        fn: ({ db }) =>
          sql<{ done: boolean }>`select private.retry_dispatch(${workspaceId}, ${row!.activity_id}) as done`.execute(
            db,
          ),
      });
      expect(value.rows).toEqual([{ done: false }]);
    }
    expect(await parked()).toHaveLength(1);
  });

  test("comes back when it fails again until its tries are spent, with nothing to press meanwhile", async () => {
    const activity = (await list())[0]!.id;
    expect(await retry("editor", activity)).toMatchObject({ status: 200, body: { id: activity, status: "queued" } });
    expect(await list()).toEqual([]);
    expect(await h.runs(flow)).toHaveLength(0);
    expect(await h.sql`select attempts, last_error from public.dispatch_queue`).toEqual([
      { attempts: 1, last_error: "disk full" },
    ]);
    // While it has tries left, there is nothing to try again.
    expect(await retry("editor", activity)).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
    await spendTries();
    expect(await list()).toMatchObject([{ id: activity, tries: 5 }]);
  });

  test("starts the workflow once when an editor tries it again, and is gone from the list", async () => {
    const activity = (await list())[0]!.id;
    await failing(false);
    expect(await retry("editor", activity)).toMatchObject({ status: 200 });
    await h.drain();
    expect(await h.runs(flow)).toMatchObject([{ status: "completed", subject_id: contact }]);
    expect(await list()).toEqual([]);
    expect(await h.sql`select from public.dispatch_queue where subject_id = ${contact}`).toHaveLength(0);
    const again = await retry("editor", activity);
    expect(again).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining("not set aside") } },
    });
    expect(await h.runs(flow)).toHaveLength(1);
  });

  test("is looked for at its own contact only", async () => {
    const activity = (await h.sql`select id from public.activities where subject_id = ${contact} limit 1`)[0]!.id;
    expect(await retry("editor", activity, await h.addContact())).toMatchObject({ status: 404 });
    expect(await retry("editor", crypto.randomUUID())).toMatchObject({ status: 404 });
  });
});
