import { graphOf, type RunsHarness } from "../../support/runs.ts";

type Nodes = Parameters<RunsHarness["publish"]>[0]["nodes"];

export const wait = (id: string, amount = 1, unit = "days") => ({ id, type: "wait", config: { amount, unit } });
export const note = (id: string, body = id) => ({ id, type: "add_note", config: { body } });
export const manual = { id: "t", type: "manual", config: {} };

/** What these tests do again and again with a harness. */
export async function moving(h: RunsHarness) {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { moveChunk } = await import("@/lib/services/moves/move-chunk");
  const { client, workspaceId } = h.workspace;
  const republish = async (args: { id: string; nodes: Nodes; edges?: string[]; people?: object }) => {
    const { id, nodes, edges, people } = args;
    const { revision } = await client(contracts.workflows.get, { id });
    const draft = graphOf({ nodes, edges }) as never;
    const saved = await client(contracts.workflows.update, { id, draft }, { ifMatch: revision });
    if (!people) return { move_id: null, revision: saved.revision };
    return client(contracts.workflows.publish, { id, people: people as never }, { ifMatch: saved.revision });
  };
  return {
    contracts,
    client,
    moveChunk,
    republish,
    /** Works the move off to where nothing can be decided any more. */
    work: async (moveId: string) => {
      for (let n = 1; ; n++) if (!(await moveChunk({ workspaceId, moveId })).more) return n;
    },
    /** Lets new contacts in, up to their first wait. */
    enter: async (id: string, count = 1) => {
      for (let n = 0; n < count; n++) {
        const contact = await h.addContact({ first_name: `Person ${n + 1}` });
        await client(contracts.workflowRuns.execute, { id, contact_id: contact } as never);
      }
      await h.drain();
    },
    tokens: async (runId: unknown) =>
      h.sql`select node_id, visit, status, epoch from public.workflow_tokens where run_id = ${runId as string} and status <> 'done' order by node_id`,
    versionOf: async (runId: unknown) => {
      const [row] =
        await h.sql`select v.number from public.workflow_runs r join public.workflow_versions v on v.id = r.version_id where r.id = ${runId as string}`;
      return row!.number as number;
    },
    preview: (id: string, people: object = {}) => client(contracts.moves.preview, { id, people: people as never }),
    getMove: (id: string) => client(contracts.moves.get, { id }),
  };
}
