import { callRoute } from "../../support/call-route.ts";
import { graphOf, type RunsHarness, runsHarness } from "../../support/runs.ts";
import { sessionCookie } from "../../support/session.ts";
import { makeMember } from "../../support/workspace.ts";

/** `looker` and `drafter` are the ones a workflow names; the others have their role in the workspace only. */
export type Who = "owner" | "admin" | "editor" | "looker" | "viewer" | "drafter";

export interface Stage extends RunsHarness {
  people: Record<Who, Awaited<ReturnType<typeof makeMember>>>;
  /** Sends a call as a signed-in member of the workspace; answers the body, with the HTTP status as `http`. */
  as: (who: Who, method: string, path: string, body?: object) => Promise<Record<string, unknown>>;
  /** A published workflow that nobody is named by. */
  open: () => Promise<string>;
  /** One that names the looker (an editor of the workspace) a viewer and the drafter (a viewer) an editor. */
  shared: () => Promise<string>;
}

/** A workspace with a member of each kind, the owner called Ada. */
export async function collaboratorsStage(): Promise<Stage> {
  const harness = await runsHarness();
  const { workspace, sql } = harness;
  const member = (role: "admin" | "editor" | "viewer") => makeMember({ workspace, role });
  const people = {
    owner: workspace.actor,
    admin: await member("admin"),
    editor: await member("editor"),
    looker: await member("editor"),
    viewer: await member("viewer"),
    drafter: await member("viewer"),
  } as Stage["people"];
  await sql`update profiles set name = 'Ada' where user_id = ${workspace.userId}`;

  const as: Stage["as"] = async (who, method, path, body) => {
    const response = await callRoute(`${process.env.LEADLOOM_URL}/api/v1${path}`, {
      method,
      headers: {
        cookie: sessionCookie({ userId: people[who].userId }),
        "x-workspace": workspace.slug,
        origin: process.env.LEADLOOM_URL as string,
        "content-type": "application/json",
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { http: response.status, ...((await response.json()) as Record<string, unknown>) };
  };
  const open = () => harness.publish({ ...tagging, name: "Shared" });
  return {
    ...harness,
    people,
    as,
    open,
    shared: async () => {
      const id = await open();
      for (const [who, role] of [
        ["looker", "viewer"],
        ["drafter", "editor"],
      ] as const) {
        const named = await as("owner", "PUT", `/workflows/${id}/collaborators/${people[who].userId}`, { role });
        if (named.http !== 200) throw new Error(JSON.stringify(named));
      }
      return id;
    },
  };
}

const tagging = {
  nodes: [
    { id: "t", type: "tag_added", config: { tag: "gold" } },
    { id: "a", type: "add_tag", config: { tag: "yes" } },
  ],
  edges: ["t -> a"],
};

/** Another draft than the published one. */
export const changed = graphOf({
  ...tagging,
  nodes: [tagging.nodes[0]!, { id: "a", type: "add_tag", config: { tag: "no" } }],
});
