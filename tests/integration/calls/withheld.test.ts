import { beforeAll, expect, test } from "vitest";
import { calling, phone, webhook } from "./fixture.ts";

let contracts: typeof import("@/lib/api/contracts/all").contracts;
beforeAll(async () => {
  ({ contracts } = await import("@/lib/api/contracts/all"));
  // Stops all sending with the very commit of the next claim: the last moment before it is handed to the provider.
  await phone.h.sql.unsafe(`
    create table private.stop_at_claim (once boolean);
    create function private.stop_at_claim() returns trigger language plpgsql security definer set search_path = '' as $$
    begin
      delete from private.stop_at_claim;
      if found then update public.workspaces set sending_stopped_at = private.now(); end if;
      return null;
    end $$;
    create constraint trigger stop_at_claim after insert or update of owner on public.effects deferrable initially deferred
      for each row when (new.status = 'claimed') execute function private.stop_at_claim();`);
});
const stopAtClaim = () => phone.h.sql`insert into private.stop_at_claim values (true)`;
const resume = () =>
  phone.h.workspace.client(contracts.workspaces.resumeSending, { id: phone.h.workspace.workspaceId });

test("a call that the kill switch held back is no failed call: it is placed once when sending goes on", async () => {
  await stopAtClaim();
  const flow = await calling();
  expect(phone.twilio.calls).toHaveLength(0);
  expect(await flow.run()).toMatchObject({ status: "held" });
  expect(await flow.row()).toMatchObject({ status: "queued", outcome: null });
  expect(await flow.activities()).toEqual([]);

  await resume();
  await phone.h.drain();
  expect(phone.twilio.calls).toHaveLength(1);
  expect(await flow.step()).toMatchObject({ status: "waiting" });
  await webhook({ step: "status", form: { CallStatus: "busy" } });
  await phone.h.drain();
  expect(await flow.step()).toMatchObject({ status: "done", outlet: "busy" });
});

test("cancelled while it is held back, the call is over and never placed", async () => {
  await stopAtClaim();
  const flow = await calling();
  await phone.h.workspace.client(contracts.runs.cancel, { id: (await flow.run()).id as string });
  await resume();
  await phone.h.drain();
  expect(phone.twilio.calls).toHaveLength(0);
  expect(await flow.row()).toMatchObject({ status: "ended", outcome: "failed" });
});
