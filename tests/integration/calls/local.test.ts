import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
let contracts: typeof import("@/lib/api/contracts/all").contracts;

beforeAll(async () => {
  h = await runsHarness();
  ({ contracts } = await import("@/lib/api/contracts/all"));
});
afterAll(() => h.end());

/** A workflow that calls on the built-in phone; returns the ringing call and how the step stands. */
async function ringing(config: Record<string, unknown> = {}) {
  const tag = `local-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      {
        id: "c",
        type: "ai_call",
        config: {
          purpose: "transactional",
          script: "Ask for the order number. Ask for a good time.",
          firstLine: "Hello {{ contact.first_name }}.",
          ...config,
        },
      },
    ],
  });
  const contact = await h.addContact({ first_name: "Ada", phone: "+15550111" });
  await h.addTag(contact, tag);
  await h.drain();
  const { client } = h.workspace;
  const [call] = (await client(contracts.calls.list, { contact })).data;
  return {
    call: call!,
    contact,
    act: (action: "answer" | "speak" | "hang_up" | "miss" | "busy" | "voicemail", text?: string) =>
      client(contracts.calls.act, { id: call!.id, action, ...(text === undefined ? {} : { text }) }),
    step: async () => {
      const [run] = await h.runs(id);
      return (await h.steps(run!.id as string)).find((step) => step.node_id === "c")!;
    },
  };
}

describe("the built-in phone", () => {
  test("rings, is answered, speaks by the script with the local model that says so, and goes on when it is hung up", async () => {
    const { call, act, step, contact } = await ringing();
    expect(call).toMatchObject({ provider: "local", status: "ringing", to_number: "+15550111", outcome: null });
    const answered = await act("answer");
    expect(answered.transcript.map(({ text }) => text)).toEqual([
      expect.stringMatching(/automated call from Test.*AI voice/),
      "Hello Ada.",
    ]);
    const spoken = await act("speak", "Who is there?");
    expect(spoken.transcript.slice(-2)).toMatchObject([
      { who: "contact", text: "Who is there?" },
      { who: "assistant", text: expect.stringMatching(/^\(local model\) You said: Who is there\?.*order number/) },
    ]);
    const ended = await act("hang_up");
    expect(ended).toMatchObject({ status: "ended", outcome: "answered", ai_cost_micros: 0 });
    await h.drain();
    expect(await step()).toMatchObject({ status: "done", outlet: "answered" });
    const { data } = await h.workspace.client(contracts.contacts.activities, { id: contact });
    expect(data.map(({ type }) => type).slice(0, 3)).toEqual(["call.ended", "call.answered", "call.sent"]);
    expect(data[0]!.data.transcript).toHaveLength(4);
  });

  test("ends by itself when the script is through or the contact says goodbye", async () => {
    const first = await ringing();
    await first.act("answer");
    await first.act("speak", "Yes");
    await first.act("speak", "At noon");
    expect(await first.act("speak", "Fine")).toMatchObject({ status: "ended", outcome: "answered" });
    const second = await ringing();
    await second.act("answer");
    expect(await second.act("speak", "Goodbye")).toMatchObject({ status: "ended" });
  });

  test.each([
    ["miss", "missed"],
    ["busy", "busy"],
    ["voicemail", "voicemail"],
  ] as const)("%s takes the way out %s", async (action, outlet) => {
    const { act, step } = await ringing({ voicemail: "Call us back." });
    const call = await act(action);
    expect(call).toMatchObject({ status: "ended", outcome: outlet });
    expect(call.transcript).toHaveLength(outlet === "voicemail" ? 2 : 0);
    await h.drain();
    expect(await step()).toMatchObject({ status: "done", outlet });
  });

  test("refuses what the call's state does not allow, in words", async () => {
    const { act } = await ringing();
    await expect(act("speak", "Hello")).rejects.toMatchObject({ status: 409 });
    await expect(act("speak")).rejects.toMatchObject({ status: 422 });
    await act("answer");
    await expect(act("miss")).rejects.toThrow("does not ring any more");
    await act("hang_up");
    await expect(act("hang_up")).rejects.toThrow("Nobody is on this call");
  });

  test("rings when sending goes on, after the kill switch held the call back", async () => {
    const { sql, workspace } = h;
    await sql.unsafe(`
      create function private.stop_at_claim() returns trigger language plpgsql security definer set search_path = '' as $$
      begin update public.workspaces set sending_stopped_at = private.now(); return null; end $$;
      create constraint trigger stop_at_claim after insert or update of owner on public.effects deferrable initially deferred
        for each row when (new.status = 'claimed') execute function private.stop_at_claim();`);
    const { call } = await ringing();
    await sql`drop trigger stop_at_claim on public.effects`;
    expect(call).toMatchObject({ status: "queued", outcome: null });
    const { client, workspaceId } = workspace;
    await client(contracts.workspaces.resumeSending, { id: workspaceId });
    await h.drain();
    expect(await client(contracts.calls.get, { id: call.id })).toMatchObject({ status: "ringing", outcome: null });
  });
});
