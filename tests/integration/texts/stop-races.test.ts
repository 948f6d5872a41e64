import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Claim } from "@/lib/services/effects/claim-effect";
import { asWorker, type Contact, claimText, freshSid, fromPhone, makeContact, texts } from "./fixture.ts";

/** Short in `npm test`; LEADLOOM_RACES=10000 takes its time. */
const RACES = Number(process.env.LEADLOOM_RACES ?? 60);
const SENDERS = 3;
const words = ["STOP", "stopall", "Unsubscribe", "CANCEL", "end", "QUIT"];

const said = (claim: Claim): string => (claim.claimed ? "claimed" : claim.outcome.status);

async function somebodyWaits(): Promise<void> {
  for (;;) {
    const rows = await texts.admin`select from pg_locks l join pg_database d on d.oid = l.database
      where d.datname = ${texts.database.name} and l.locktype = 'advisory' and not l.granted`;
    if (rows.length > 0) return;
    await sleep(2);
  }
}

/** STOP has been written and commits when a claim has got as far as it can without it. */
async function heldRace({ contact, text }: { contact: Contact; text: string }): Promise<string> {
  const { recordInbound } = await import("@/lib/services/messages/texts/record-inbound");
  const written = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const stop = asWorker(async (ctx) => {
    const { phone: from } = contact;
    const input = {
      channel: "sms",
      provider: "twilio",
      providerId: freshSid(),
      from,
      to: "+15550100200",
      text,
    } as const;
    await recordInbound({ ctx, input: { ...input, answered: false } });
    written.resolve();
    await Promise.race([answered.promise, somebodyWaits()]);
  });
  const claim = await asWorker(async (ctx) => {
    await written.promise;
    const claimed = await claimText({ ctx, contact, given: { purpose: "transactional" } });
    answered.resolve();
    await stop;
    return claimed;
  });
  return said(claim);
}

/** Senders claim one text after the other while STOP comes in; what they began after it was answered counts. */
async function openRace({
  contact,
  text,
}: {
  contact: Contact;
  text: string;
}): Promise<{ before: string[]; after: string[] }> {
  const results: { begun: number; outcome: string }[] = [];
  let stopped = Number.POSITIVE_INFINITY;
  const sender = async () => {
    for (let extra = 0; extra < 2; ) {
      const begun = performance.now();
      if (begun > stopped) extra++;
      const claim = await asWorker((ctx) => claimText({ ctx, contact, given: { purpose: "transactional" } }));
      results.push({ begun, outcome: said(claim) });
    }
  };
  const senders = Array.from({ length: SENDERS }, sender);
  const answer = await fromPhone({ from: contact.phone, text });
  expect(answer.status).toBe(200);
  stopped = performance.now();
  await Promise.all(senders);
  const outcomes = (late: boolean) =>
    results.filter(({ begun }) => begun > stopped === late).map(({ outcome }) => outcome);
  return { before: outcomes(false), after: outcomes(true) };
}

test(
  `nothing is sent after STOP, in ${RACES} races`,
  async () => {
    const counts: Record<string, number> = {};
    const count = (name: string) => {
      counts[name] = (counts[name] ?? 0) + 1;
    };
    let late = 0;
    for (let race = 0; race < RACES; race++) {
      const contact = await makeContact({ agreed: [] });
      const text = words[race % words.length] as string;
      if (race % 2 === 0) {
        const outcome = await heldRace({ contact, text });
        count(`held: ${outcome}`);
        if (outcome !== "skipped") late++;
        continue;
      }
      const { before, after } = await openRace({ contact, text });
      for (const outcome of before) count(`before: ${outcome}`);
      for (const outcome of after) count(`after: ${outcome}`);
      late += after.filter((outcome) => outcome !== "skipped").length;
    }
    console.info(`STOP: ${RACES} races, ${JSON.stringify(counts)}, ${late} sent after it`);
    expect(late).toBe(0);
    expect(counts["after: skipped"]).toBeGreaterThanOrEqual(Math.floor(RACES / 2) * SENDERS);
  },
  Math.max(120_000, RACES * 400),
);
