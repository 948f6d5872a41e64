import { ApiError } from "@/lib/api/client";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { createDatabase } from "../../support/database.ts";
import { makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

type Part = { id: string; type: string; config?: Record<string, unknown>; settings?: Record<string, unknown> };

/** A graph from nodes and `"a.outlet -> b"` lines; keys follow the ids. */
export function draw({ nodes, edges = [] }: { nodes: Part[]; edges?: string[] }): Record<string, unknown> {
  return {
    schemaVersion: 1,
    nodes: nodes.map((node, n) => ({ config: {}, ...node, key: node.id, position: { x: 0, y: n * 160 } })),
    edges: edges.map((line) => {
      const [from = "", target = ""] = line.split(" -> ");
      const [source = "", outlet = "out"] = from.split(".");
      return { id: `${source}:${outlet}`, source, outlet, target };
    }),
  };
}

export interface WorkflowsFixture {
  sql: Sql;
  mine: TestWorkspace;
  /** Another workspace, whose ids are foreign. */
  theirs: TestWorkspace;
  /** A published form of each, and one of mine that is not published. */
  forms: { published: string; draft: string; foreign: string };
  create: (draft: Record<string, unknown>, name?: string) => Promise<string>;
  end: () => Promise<void>;
}

/** Two workspaces with forms on a database of their own. */
export async function workflowsFixture(): Promise<WorkflowsFixture> {
  const database = await createDatabase();
  Object.assign(process.env, database.env);
  const { pool } = await import("@/lib/db/connect");
  const { forms } = await import("@/lib/api/contracts/forms");
  const { workflows } = await import("@/lib/api/contracts/workflows");
  const sql = connect(database.adminUrl);
  const [mine, theirs] = [await makeWorkspace({ name: "Mine" }), await makeWorkspace({ name: "Theirs" })];
  const field = { id: "f1", key: "email", type: "email", label: "Email", required: true, maps_to: "email" } as const;
  const form = async (client: TestWorkspace["client"], publish: boolean) => {
    const { id } = await client(forms.create, { name: "Contact us", draft: { fields: [field] } as never });
    if (publish) await client(forms.publish, { id });
    return id;
  };
  return {
    sql,
    mine,
    theirs,
    forms: {
      published: await form(mine.client, true),
      draft: await form(mine.client, false),
      foreign: await form(theirs.client, true),
    },
    create: async (draft, name = "Test") => (await mine.client(workflows.create, { name, draft })).id,
    async end() {
      await sql.end();
      await pool().end();
      await database.drop();
    },
  };
}

/** The refusal of a call, which must be one. */
export async function refusal(call: Promise<unknown>): Promise<ApiError> {
  const answer = await call.catch((error: unknown) => error);
  if (answer instanceof ApiError) return answer;
  throw new Error(`This should have been refused, but answered ${JSON.stringify(answer)}`);
}
