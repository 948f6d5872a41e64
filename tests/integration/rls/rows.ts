import { randomUUID } from "node:crypto";
import { formContent } from "@/lib/forms";
import { type Factories, id, number, type Row, run, word } from "./row-parts";
import { workflowFactories } from "./workflow-rows";

const form = formContent.parse({ fields: [{ id: "f1", key: "email", type: "email", label: "Email" }] });
const mail = {
  from: "a@example.test",
  to: "b@example.test",
  reply_to: null,
  subject: "Hello",
  html: "<p>Hello</p>",
  text: "Hello",
  headers: {},
};

/**
 * A valid new row per table, given the workspace and the rows it hangs on. Tables are in the order they can be filled in.
 * Every column of the primary key is set, so that a test finds its row again.
 */
export const factories: Factories = {
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

  ...workflowFactories,

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
  mailbox: ({ ws, world }) => ({
    id: randomUUID(),
    workspace_id: ws,
    idempotency_key: word(),
    for_user: world.workspace_members?.user_id,
    request: mail,
  }),

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
