import { graphOf, type RunsHarness } from "../../support/runs.ts";

/** What the tests of backtests do again and again, in the workspace of a harness. */
export function trying(h: RunsHarness) {
  const { client, workspaceId } = h.workspace;

  /** Tries the draft of a workflow as it stands on the last days. */
  async function backtest(id: string, days = 7) {
    const { backtests } = await import("@/lib/api/contracts/backtests");
    const { runBacktest } = await import("@/lib/services/backtests/run-backtest");
    const started = await client(backtests.start, { id, days });
    await runBacktest({ workspaceId, backtestId: started.id });
    const made = await client(backtests.get, { id: started.id });
    if (!made.result) throw new Error(`The backtest ${made.status}: ${made.error}`);
    return made.result;
  }

  /** Replaces the draft and settings of a workflow; nothing is published. */
  async function change(args: {
    id: string;
    nodes?: Parameters<typeof graphOf>[0]["nodes"];
    edges?: string[];
    [setting: string]: unknown;
  }) {
    const { id, nodes, edges, ...more } = args;
    const { workflows } = await import("@/lib/api/contracts/workflows");
    const draft = nodes && graphOf({ nodes, edges });
    await client(workflows.update, { id, ...(draft && { draft }), ...more } as never);
  }

  /** Gives a contact the tag anew, also one that has it. */
  async function tagAgain(contact: string, tag: string) {
    const { removeTag } = await import("@/lib/services/contacts/remove-tag");
    const { commitAsWorker } = await import("@/lib/services/commit");
    const input = { id: contact, tag };
    await commitAsWorker({ workspaceId, source: "test", fn: (ctx) => removeTag({ ctx, input }) });
    await h.addTag(contact, tag);
  }

  const agree = (contact: string) =>
    h.sql`insert into public.contact_consents (workspace_id, contact_id, channel, status, source)
      values (${workspaceId}, ${contact}, 'email', 'granted', 'test')`;

  async function agreeing(fields: Record<string, unknown> = {}): Promise<string> {
    const contact = await h.addContact(fields);
    await agree(contact);
    return contact;
  }

  /** A sender for mail, and the limits of the workspace. */
  const workspace = (limits: { frequency_caps?: object[]; quiet_hours?: object | null } = {}) =>
    h.sql`update public.workspaces set sender_name = 'Test', sender_email = 'a@test.example', postal_address = 'Street 1',
      frequency_caps = ${h.sql.json((limits.frequency_caps ?? []) as never)},
      quiet_hours = ${limits.quiet_hours ? h.sql.json(limits.quiet_hours as never) : null} where id = ${workspaceId}`;

  return { backtest, change, tagAgain, agreeing, workspace };
}

export const tagged = (tag: string, id = "t") => ({ id, type: "tag_added", config: { tag } });
export const hours = (amount: number, id = "w") => ({ id, type: "wait", config: { amount, unit: "hours" } });
export const mail = (id = "m", config: object = {}) => ({
  ...{ id, type: "send_email", name: `Mail ${id}` },
  config: { purpose: "marketing", subject: "Hi", body: "Hello", ...config },
});
