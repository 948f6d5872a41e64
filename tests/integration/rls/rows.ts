import { randomBytes, randomUUID } from "node:crypto";
import { formContent } from "@/lib/forms";

export type Row = Record<string, unknown>;

/** The rows of one workspace, one per table, by table name: parents of the rows that tests add. */
export type World = Record<string, Row>;

const form = formContent.parse({ fields: [{ id: "f1", key: "email", type: "email", label: "Email" }] });
const graph = { nodes: [], edges: [] };
const mail = {
  from: "a@example.test",
  to: "b@example.test",
  reply_to: null,
  subject: "Hello",
  html: "<p>Hello</p>",
  text: "Hello",
  headers: {},
};
const word = () => randomBytes(8).toString("hex");

/**
 * A valid new row per table, given the workspace and the rows it hangs on. Tables are in the order they can be filled in.
 * Every column of the primary key is set, so that a test finds its row again.
 */
export const factories: Record<string, (args: { ws: string; world: World }) => Row> = {
  workspaces: () => ({ id: randomUUID(), slug: `w-${word()}`, name: "A workspace" }),
  workspace_members: ({ ws }) => ({ workspace_id: ws, user_id: randomUUID(), role: "viewer" }),
  profiles: () => ({ user_id: randomUUID(), name: "Somebody", email: `${word()}@example.test` }),
  api_keys: ({ ws }) => ({
    id: randomUUID(),
    workspace_id: ws,
    name: "Key",
    prefix: "ll_abcdef",
    hash: word(),
    role: "viewer",
  }),
  connections: ({ ws }) => ({ id: randomUUID(), workspace_id: ws, provider: "resend", name: "Resend" }),
  idempotency_keys: ({ ws }) => ({ workspace_id: ws, key: word(), route: "POST /x", body_hash: "x" }),

  contacts: ({ ws }) => ({ id: randomUUID(), workspace_id: ws, email: `${word()}@example.test`, tags: ["a"] }),
  contact_consents: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    contact_id: id(world, "contacts"),
    channel: "email",
    status: "granted",
    source: "test",
  }),
  suppressions: ({ ws }) => ({
    workspace_id: ws,
    channel: "email",
    address: `${word()}@example.test`,
    reason: "manual",
  }),
  secrets: ({ ws }) => ({
    id: randomUUID(),
    workspace_id: ws,
    name: word(),
    hosts: ["api.example.test"],
    sealed: "v1.x",
  }),
  inbound_hooks: ({ ws }) => ({ id: randomUUID(), workspace_id: ws, name: "Orders", token: word() + word() }),
  hook_deliveries: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    hook_id: id(world, "inbound_hooks"),
    contact_id: id(world, "contacts"),
    outcome: "accepted",
    payload: {},
  }),
  notes: ({ ws, world }) => ({ id: randomUUID(), workspace_id: ws, contact_id: id(world, "contacts"), body: "A note" }),
  events: ({ ws, world }) => ({ id: randomUUID(), workspace_id: ws, contact_id: id(world, "contacts"), name: "seen" }),
  activities: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    subject_id: id(world, "contacts"),
    contact_id: id(world, "contacts"),
    type: "contact.updated",
  }),
  dispatch_queue: ({ ws, world }) => ({
    activity_id: id(world, "activities"),
    workspace_id: ws,
    subject_id: id(world, "contacts"),
    seq: 1,
  }),

  forms: ({ ws }) => ({
    id: randomUUID(),
    workspace_id: ws,
    public_id: word().slice(0, 10),
    name: "Form",
    draft: form,
  }),
  form_versions: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    form_id: id(world, "forms"),
    number: number(),
    content: form,
  }),
  submissions: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    form_id: id(world, "forms"),
    version_id: id(world, "form_versions"),
    contact_id: id(world, "contacts"),
    nonce: word(),
    answers: {},
  }),

  workflows: ({ ws }) => ({ id: randomUUID(), workspace_id: ws, name: "Workflow", draft: graph }),
  workflow_versions: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    workflow_id: id(world, "workflows"),
    number: number(),
    graph,
  }),
  workflow_triggers: ({ ws, world }) => ({
    id: randomUUID(),
    ...flow({ ws, world }),
    node_id: "n",
    event_type: "note.added",
  }),
  workflow_test_cases: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    workflow_id: id(world, "workflows"),
    name: word(),
  }),
  backtests: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    workflow_id: id(world, "workflows"),
    days: 30,
    max_activities: 1000,
    revision: 1,
    draft: {},
  }),
  bulk_enrolments: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    workflow_id: id(world, "workflows"),
    filter: {},
  }),
  enrolment_requests: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    workflow_id: id(world, "workflows"),
    contact_id: id(world, "contacts"),
  }),
  workflow_runs: ({ ws, world }) => ({
    id: randomUUID(),
    ...flow({ ws, world }),
    entry_key: word(),
    root_run_id: randomUUID(),
    subject_id: id(world, "contacts"),
    contact_id: id(world, "contacts"),
  }),
  workflow_forks: ({ ws, world }) => ({
    id: randomUUID(),
    ...run({ ws, world }),
    node_id: "n",
    path: "",
    visit: 1,
    branches: 2,
  }),
  workflow_tokens: ({ ws, world }) => ({
    id: randomUUID(),
    ...run({ ws, world }),
    fork_id: id(world, "workflow_forks"),
    node_id: "n",
  }),
  workflow_run_steps: ({ ws, world }) => ({
    id: randomUUID(),
    ...run({ ws, world }),
    token_id: id(world, "workflow_tokens"),
    node_id: word(),
    node_key: "n",
    node_type: "stop",
    visit: 1,
    status: "done",
  }),
  // Resolved, because a token has at most one open wait.
  workflow_waits: ({ ws, world }) => ({
    id: randomUUID(),
    ...run({ ws, world }),
    token_id: id(world, "workflow_tokens"),
    subject_id: id(world, "contacts"),
    node_id: "n",
    visit: 1,
    kind: "time",
    resolved_at: "2026-01-01T00:00:00Z",
  }),
  workflow_wait_events: ({ ws, world }) => ({
    wait_id: id(world, "workflow_waits"),
    workspace_id: ws,
    subject_id: id(world, "contacts"),
    position: number(),
    event_type: "note.added",
  }),
  entry_decisions: ({ ws, world }) => ({
    id: randomUUID(),
    ...flow({ ws, world }),
    contact_id: id(world, "contacts"),
    activity_id: randomUUID(),
    entered: true,
    rule: "entered",
    reason: "Entered",
  }),
  effects: ({ ws, world }) => ({
    id: randomUUID(),
    ...run({ ws, world }),
    key: word(),
    kind: "email",
    owner: randomUUID(),
    provider: "local",
    request: "{}",
  }),
  conversions: ({ ws, world }) => ({
    id: randomUUID(),
    ...run({ ws, world }),
    workflow_id: id(world, "workflows"),
    contact_id: id(world, "contacts"),
    name: "Bought",
  }),
  run_actions: ({ ws }) => ({
    id: randomUUID(),
    workspace_id: ws,
    action: "cancel",
    filter: {},
    until: "2026-01-01T00:00:00Z",
  }),
  experiments: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    workflow_id: id(world, "workflows"),
    name: `Test ${word()}`,
    variants: JSON.stringify([]),
    goal: {},
  }),
  experiment_assignments: ({ ws, world }) => ({
    workspace_id: ws,
    experiment_id: id(world, "experiments"),
    contact_id: id(world, "contacts"),
    variant: "a",
  }),
  workflow_splits: ({ ws, world }) => ({ workspace_id: ws, workflow_id: id(world, "workflows"), node_id: word() }),
  workflow_schedules: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    workflow_id: id(world, "workflows"),
    node_id: word(),
    kind: "schedule",
    config: {},
    zone: "UTC",
  }),
  workflow_ticks: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    workflow_id: id(world, "workflows"),
    node_id: word(),
    tick_at: "2026-01-01T00:00:00Z",
  }),
  contact_occurrences: ({ ws, world }) => ({
    workspace_id: ws,
    workflow_id: id(world, "workflows"),
    node_id: word(),
    contact_id: id(world, "contacts"),
    on_date: "2026-01-01",
    at: "2026-01-01T00:00:00Z",
  }),

  segments: ({ ws }) => ({ id: randomUUID(), workspace_id: ws, name: `List ${word()}` }),
  segment_members: ({ ws, world }) => ({
    workspace_id: ws,
    segment_id: id(world, "segments"),
    contact_id: id(world, "contacts"),
  }),
  tasks: ({ ws, world }) => ({
    id: randomUUID(),
    ...run({ ws, world }),
    contact_id: id(world, "contacts"),
    title: "Call back",
  }),
  rotations: ({ ws }) => ({ workspace_id: ws, key: word() }),
  notifications: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    user_id: (world.workspace_members as Row).user_id,
    title: "New task",
  }),

  messages: ({ ws, world }) => ({
    id: randomUUID(),
    ...run({ ws, world }),
    contact_id: id(world, "contacts"),
    purpose: "marketing",
    provider: "local",
    to_address: "a@example.test",
  }),
  message_links: ({ ws, world }) => ({
    workspace_id: ws,
    message_id: id(world, "messages"),
    position: 1 + Math.floor(Math.random() * 1000),
    url: "https://example.com/",
  }),
  message_events: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    message_id: id(world, "messages"),
    type: "delivered",
  }),
  phone_box: ({ ws }) => ({
    id: randomUUID(),
    workspace_id: ws,
    channel: "sms",
    direction: "inbound",
    number: `+1555${Math.floor(1e7 + Math.random() * 8e7)}`,
    body: "Hello",
    idempotency_key: word(),
  }),
  mailbox: ({ ws }) => ({ id: randomUUID(), workspace_id: ws, idempotency_key: word(), request: mail }),

  generations: ({ ws, world }) => ({
    id: randomUUID(),
    ...run({ ws, world }),
    provider: "local",
    model: "local",
    purpose: "classify",
    input_tokens: 10,
    output_tokens: 5,
  }),
  calls: ({ ws, world }) => ({
    id: randomUUID(),
    ...run({ ws, world }),
    message_id: id(world, "messages"),
    provider: "local",
    to_number: "+15550100",
    script: {},
  }),
};

function id(world: World, table: string): unknown {
  const row = world[table];
  if (!row) throw new Error(`The row of ${table} is needed before it is there: order the factories`);
  return row.id;
}

const number = () => randomBytes(3).readUIntBE(0, 3) + 10;
const flow = ({ ws, world }: { ws: string; world: World }) => ({
  workspace_id: ws,
  workflow_id: id(world, "workflows"),
  version_id: id(world, "workflow_versions"),
});
const run = ({ ws, world }: { ws: string; world: World }) => ({ workspace_id: ws, run_id: id(world, "workflow_runs") });
