import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ServiceContext } from "@/lib/db/scoped";
import type { EmailEffect } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";
import type { Claim } from "@/lib/services/effects/claim-effect";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

const ROUNDS = 50;

let database: TestDatabase;
let admin: Sql;
let workspace: TestWorkspace;
let n = 0;

beforeAll(async () => {
  database = await createDatabase();
  admin = connect(database.superUrl);
  Object.assign(process.env, database.env);
  workspace = await makeWorkspace();
});

afterAll(async () => {
  const { pool } = await import("@/lib/db/connect");
  await pool().end();
  await admin.end();
  await database.drop();
});

type Write = (args: { ctx: ServiceContext; id: string }) => Promise<unknown>;

const refusals: Record<string, Write> = {
  "the box": async ({ ctx, id }) => {
    const { updateContact } = await import("@/lib/services/contacts/update-contact");
    return updateContact({ ctx, input: { id, do_not_contact: true } as never });
  },
  "a tag among the fields": async ({ ctx, id }) => {
    const { updateContact } = await import("@/lib/services/contacts/update-contact");
    return updateContact({ ctx, input: { id, tags: ["new", "dNc"] } as never });
  },
  "a tag by a step": async ({ ctx, id }) => {
    const { addTag } = await import("@/lib/services/contacts/add-tag");
    return addTag({ ctx, input: { id, tag: "DNC" } });
  },
  "the contact's removal": async ({ ctx, id }) => {
    const { deleteContact } = await import("@/lib/services/contacts/delete-contact");
    return deleteContact({ ctx, input: { id } });
  },
};

async function makeContact() {
  const { contracts } = await import("@/lib/api/contracts/all");
  return workspace.client(contracts.contacts.create, { email: `dnc${++n}@example.test` });
}

type Contact = Awaited<ReturnType<typeof makeContact>>;

/** Claims a send as a visit does that read the contact a while ago. */
async function claim({ ctx, contact }: { ctx: ServiceContext; contact: Contact }): Promise<Claim> {
  const { claimEffect } = await import("@/lib/services/effects/claim-effect");
  const { workspaceId } = workspace;
  const effect: EmailEffect = {
    kind: "email",
    purpose: "transactional",
    to: contact.email ?? "",
    subject: "Hello",
    body: "Hi",
  };
  const state = { contact, workspace: { id: workspaceId, name: "Test", timeZone: "UTC" } } as unknown as RunState;
  return claimEffect({
    ctx,
    key: crypto.randomUUID(),
    effect,
    state,
    runId: null as never,
    nodeId: "n1",
    owner: crypto.randomUUID(),
  });
}

async function work<T>(fn: (ctx: ServiceContext) => Promise<T>): Promise<T> {
  const { asWorker } = await import("@/lib/db/scoped");
  return (await asWorker({ workspaceId: workspace.workspaceId, fn })).value;
}

async function somebodyWaits(): Promise<void> {
  for (;;) {
    const rows = await admin`select from pg_locks l join pg_database d on d.oid = l.database
      where d.datname = ${database.name} and l.locktype = 'advisory' and not l.granted`;
    if (rows.length > 0) return;
    await sleep(2);
  }
}

test(`no send is claimed after a contact was marked do not contact, in ${ROUNDS} races`, async () => {
  const ways = Object.entries(refusals);
  const outcomes: Record<string, number> = {};
  const wrong: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [way, write] = ways[round % ways.length] as (typeof ways)[number];
    const contact = await makeContact();
    const written = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    // The change has been written and commits when the claim has got as far as it can without it.
    const change = work(async (ctx) => {
      await write({ ctx, id: contact.id });
      written.resolve();
      await Promise.race([answered.promise, somebodyWaits()]);
    });
    const sent = work(async (ctx) => {
      await written.promise;
      const claimed = await claim({ ctx, contact });
      answered.resolve();
      await change;
      return claimed;
    });
    const claimed = await sent;
    const outcome = claimed.claimed ? "claimed" : claimed.outcome.status;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (claimed.claimed) wrong.push(way);
  }
  console.info(`Do not contact: ${ROUNDS} races, ${JSON.stringify(outcomes)}`);
  expect(wrong).toEqual([]);
  expect(outcomes).toEqual({ skipped: ROUNDS });
});

test("changes, sends and submissions of the same contacts never wait for each other in a circle", async () => {
  const { contactByEmail } = await import("@/lib/services/contacts/find-submitter");
  const { lockConsent } = await import("@/lib/services/messages/lock-consent");
  const { updateContactFields } = await import("@/lib/services/contacts/update-contact-fields");
  const { addTag } = await import("@/lib/services/contacts/add-tag");
  const { addNote } = await import("@/lib/services/contacts/add-note");
  const { contracts } = await import("@/lib/api/contracts/all");
  const contacts = await Promise.all([1, 2].map(makeContact));
  const jobs: ((contact: Contact) => Promise<unknown>)[] = [
    (contact) => workspace.client(contracts.contacts.update, { id: contact.id, tags: [`t${++n}`] }),
    (contact) =>
      work(async (ctx) => {
        await addTag({ ctx, input: { id: contact.id, tag: `s${++n}` } });
        return claim({ ctx, contact });
      }),
    (contact) =>
      work(async (ctx) => {
        await addNote({ ctx, input: { id: contact.id, body: "Hello" } });
        await updateContactFields({ ctx, input: { id: contact.id, patch: { company: `c${++n}` } } });
        return claim({ ctx, contact });
      }),
    (contact) =>
      work(async (ctx) => {
        await contactByEmail({ ctx, email: contact.email as string });
        await lockConsent({ ctx, contactId: contact.id });
      }),
  ];
  const settled = await Promise.allSettled(
    Array.from({ length: 200 }, (_, i) => jobs[i % jobs.length]?.(contacts[(i >> 2) % 2] as Contact)),
  );
  expect(settled.filter(({ status }) => status === "rejected")).toEqual([]);
});
