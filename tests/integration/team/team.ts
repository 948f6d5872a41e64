import { afterAll, beforeAll } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { makeMember } from "../../support/workspace.ts";

/** A workspace with people in it, for one test file; registers its own set-up and clean-up. */
export const team = {} as { h: RunsHarness };

beforeAll(async () => {
  team.h = await runsHarness();
});
afterAll(() => team.h.end());

let count = 0;
export const newTag = () => `team-${++count}`;
export const trigger = (tag: string) => ({ id: "t", type: "tag_added", config: { tag } });

/** Another editor of the workspace, with a name and an address. */
export async function colleague(name: string): Promise<string> {
  const { userId } = await makeMember({ workspace: team.h.workspace, role: "editor" });
  await team.h.sql`insert into public.profiles (user_id, email, name)
    values (${userId}, ${`${name.toLowerCase()}-${userId.slice(0, 8)}@example.test`}, ${name})`;
  return userId;
}

/** One node behind a trigger, with one contact just entered; the run is driven as far as it goes. */
export async function through({
  node,
  edges,
  contact: fields,
}: {
  node: { type: string; config: Record<string, unknown> };
  edges?: string[];
  contact?: Record<string, unknown>;
}) {
  const { h } = team;
  const tag = newTag();
  const ends = edges?.map((edge) => edge.split("-> ")[1] ?? "") ?? ["end"];
  const workflow = await h.publish({
    nodes: [
      trigger(tag),
      { id: "n", ...node },
      ...ends.map((id) => ({ id, type: "add_tag", config: { tag: `went-${id}` } })),
    ],
    edges: ["t -> n", ...(edges ?? ["n -> end"])],
  });
  const contact = await h.addContact(fields);
  await h.addTag(contact, tag);
  await h.drain();
  const run = async () => (await h.runs(workflow))[0]!;
  return {
    workflow,
    contact,
    run,
    step: async () => (await h.steps((await run()).id as string)).find((one) => one.node_id === "n")!,
    path: async () =>
      (await h.steps((await run()).id as string)).map((step) => `${step.node_id}.${step.outlet}`).slice(1),
  };
}

/** What happened to a contact, by type, oldest first. */
export const activities = (contact: string, type: string) =>
  team.h
    .sql`select key, data, changes from public.activities where contact_id = ${contact} and type = ${type} order by seq`;
