import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { callRoute } from "../../support/call-route.ts";
import { createDatabase } from "../../support/database.ts";
import { makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

/** The error shape of the API, as it arrives. */
export interface Refused {
  status: number;
  code: string;
  fields: string[];
  text: string;
}

export type Send = (args: {
  method?: string;
  path: string;
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: BodyInit;
  headers?: Record<string, string>;
}) => Promise<Response>;

/** Two workspaces on a database of their own, each with one of everything that has an id. */
export async function badInputWorld() {
  const database = await createDatabase();
  Object.assign(process.env, database.env, { API_RATE_PER_MINUTE: "10000000", FORM_RATE_PER_MINUTE: "10000000" });
  const sql = connect(database.adminUrl);
  const mine = await makeWorkspace({ name: "Mine" });
  const theirs = await makeWorkspace({ name: "Theirs" });
  const send: Send = ({ method = "POST", path, body, raw, headers = {} }) =>
    callRoute(`${process.env.LEADLOOM_URL}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${mine.apiKey}`,
        ...(body !== undefined || raw !== undefined ? { "content-type": "application/json" } : {}),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
      ...(raw instanceof ReadableStream ? { duplex: "half" } : {}),
    } as RequestInit);
  const { pool } = await import("@/lib/db/connect");
  return {
    sql,
    mine,
    theirs,
    send,
    own: await furnish({ workspace: mine, sql }),
    foreign: await furnish({ workspace: theirs, sql }),
    end: async () => {
      await pool().end();
      await sql.end();
      await database.drop();
    },
  };
}

/** Ids of one of everything in a workspace. */
async function furnish({ workspace, sql }: { workspace: TestWorkspace; sql: Sql }) {
  const { client, workspaceId } = workspace;
  const { contacts } = await import("@/lib/api/contracts/contacts");
  const { forms } = await import("@/lib/api/contracts/forms");
  const { submissions } = await import("@/lib/api/contracts/submissions");
  const { workflows } = await import("@/lib/api/contracts/workflows");
  const { workflowRuns } = await import("@/lib/api/contracts/workflow-runs");
  const { apiKeys } = await import("@/lib/api/contracts/api-keys");
  const email = { id: "f1", key: "email", type: "email", label: "Email", required: true, maps_to: "email" } as const;
  const note = { id: "f2", key: "note", type: "textarea", label: "Note" } as const;
  const draft = { fields: [email, note] };
  const published = await client(forms.create, { name: "Published", draft });
  await client(forms.publish, { id: published.id });
  const unpublished = await client(forms.create, { name: "Unpublished", draft });
  const { id: contact } = await client(contacts.create, { email: "ada@example.test", first_name: "Ada" });
  const submission = await client(submissions.create, { id: published.id, answers: { email: "eve@example.test" } });
  const workflow = await client(workflows.create, { name: "Manual", draft: waiting() });
  await client(workflows.publish, { id: workflow.id });
  await client(workflowRuns.execute, { id: workflow.id, contact_id: contact });
  const [run] = await sql`select id from workflow_runs where workspace_id = ${workspaceId}`;
  const [message] = await sql`insert into messages (id, workspace_id, contact_id, purpose, provider, to_address, status)
    values (gen_random_uuid(), ${workspaceId}, ${contact}, 'marketing', 'local', 'ada@example.test', 'sent') returning id`;
  const { data: keys } = await client(apiKeys.list, {});
  return {
    form: published.id,
    publicId: published.public_id,
    closedForm: unpublished.id,
    closedPublicId: unpublished.public_id,
    contact,
    submission: submission.id,
    workflow: workflow.id,
    run: run?.id as string,
    message: message?.id as string,
    apiKey: keys[0]?.id as string,
  };
}

/** Manual start, then a day's wait: a run that stays open. */
export function waiting(): Record<string, unknown> {
  const at = (y: number) => ({ position: { x: 0, y } });
  return {
    schemaVersion: 1,
    nodes: [
      { id: "start", key: "start", type: "manual", config: {}, ...at(0) },
      { id: "pause", key: "pause", type: "wait", config: { amount: 1, unit: "days" }, ...at(160) },
    ],
    edges: [{ id: "start:out", source: "start", outlet: "out", target: "pause" }],
  };
}

/** Reads a refusal, and checks that it has the one error shape. */
export async function readRefusal(response: Response): Promise<Refused> {
  const text = await response.text();
  const { error } = JSON.parse(text) as {
    error: { code: string; message: string; request_id: string; fields?: { path: string; message: string }[] };
  };
  const odd = [
    typeof error?.code !== "string" || !error.code,
    typeof error?.message !== "string" || !error.message,
    !/^[0-9a-f-]{36}$/.test(error?.request_id ?? ""),
    response.headers.get("x-request-id") !== error?.request_id,
    error?.fields?.some((field) => typeof field.path !== "string" || !field.message),
  ];
  if (odd.some(Boolean)) throw new Error(`Not the error shape: ${response.status} ${text}`);
  return { status: response.status, code: error.code, fields: error.fields?.map(({ path }) => path) ?? [], text };
}

/** Rows of every table of the product, but the counters of requests; for "nothing was written". */
export async function countRows(sql: Sql): Promise<Record<string, number>> {
  const tables = await sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const counted = tables.map(({ name }) => `select '${name}' as name, count(*)::int as n from public."${name}"`);
  const rows = await sql.unsafe(counted.join(" union all "));
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}
