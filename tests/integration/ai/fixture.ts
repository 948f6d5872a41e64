import { afterAll, beforeAll, beforeEach } from "vitest";
import { type RecordingOpenAi, recordingOpenAi } from "../../support/recording-openai.ts";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

/** A workspace whose language model is a recording server, for one test file; registers its own set-up and clean-up. */
export const models = {} as { h: RunsHarness; openai: RecordingOpenAi };

beforeAll(async () => {
  models.openai = await recordingOpenAi();
  process.env.EGRESS_ALLOW = new URL(models.openai.url).host;
  models.h = await runsHarness();
  await connect();
});
afterAll(async () => {
  await models.h.end();
  await models.openai.close();
});
beforeEach(() => {
  models.openai.requests.length = 0;
  models.openai.answers.length = 0;
});

/** Connects the recording server as the workspace's model; a null address takes the connection away. */
export async function connect({ address = models.openai.url, ...more }: Record<string, string | null> = {}) {
  const { encryptSecret } = await import("@/lib/secrets");
  const { sql, workspace } = models.h;
  const { workspaceId } = workspace;
  await sql`delete from public.connections where workspace_id = ${workspaceId} and provider = 'openai'`;
  if (address === null) return;
  const id = crypto.randomUUID();
  const secret = encryptSecret({ plain: "test-key-for-loopback", boundTo: `${workspaceId}/${id}` });
  const config = { base_url: address, model: "gpt-4.1-mini", ...more };
  await sql`insert into public.connections (id, workspace_id, provider, name, secret, config)
    values (${id}, ${workspaceId}, 'openai', 'OpenAI', ${secret}, ${sql.json(config)})`;
}

/** Nothing was ever asked, and the limits are these. */
export async function freshLimits(limits: { tokens_per_day?: number; cost_micros_per_month?: number } = {}) {
  const { sql, workspace } = models.h;
  await sql`delete from public.generations where workspace_id = ${workspace.workspaceId}`;
  await sql`update public.workspaces set ai_limits = ${sql.json(limits)} where id = ${workspace.workspaceId}`;
}

export const generations = async () =>
  models.h
    .sql`select * from public.generations where workspace_id = ${models.h.workspace.workspaceId} order by created_at, id`;

/** Publishes a tag trigger followed by the given steps. */
export async function journey(args: {
  type: string;
  config: Record<string, unknown>;
  settings?: Record<string, unknown>;
  after?: { id: string; type: string; config?: Record<string, unknown> }[];
  edges?: string[];
}) {
  const { h } = models;
  const tag = `ai-${crypto.randomUUID()}`;
  const { type, config, settings, after = [], edges } = args;
  const id = await h.publish({
    nodes: [{ id: "t", type: "tag_added", config: { tag } }, { id: "n", type, config, settings }, ...after],
    edges,
  });
  return {
    id,
    /** A new contact enters; returns its id. */
    enter: async (fields: Record<string, unknown> = {}) => {
      const contact = await h.addContact(fields);
      await h.addTag(contact, tag);
      return contact;
    },
    steps: async (node = "n") => {
      const runs = await h.runs(id);
      const all = await Promise.all(runs.map((run) => h.steps(run.id as string)));
      return all.map((steps) => steps.find((step) => step.node_id === node));
    },
  };
}
