import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FormContent, FormField } from "@/lib/forms";
import { type FormsFixture, fields, formsFixture } from "./fixture.ts";

let site: FormsFixture;
let id: string;

const consent: FormContent["consent"] = {
  mode: "box",
  text: "Send me the monthly letter.",
  channel: "email",
  required: false,
};

beforeAll(async () => {
  site = await formsFixture({ FORM_RATE_PER_MINUTE: "1000", TRUSTED_PROXY_HOPS: "1" });
  const company = {
    ...fields.first,
    id: "f4",
    key: "company",
    label: "Company",
    maps_to: "company",
    overwrite: true,
  } as FormField;
  const size = {
    ...fields.first,
    id: "f5",
    key: "size",
    type: "number",
    label: "Size",
    maps_to: "custom.team_size",
  } as FormField;
  id = (
    await site.publish({
      fields: [{ ...fields.email, required: false }, fields.first, fields.phone, company, size],
      consent,
    })
  ).public_id;
});

afterAll(() => site.end());

const person = async (values: Record<string, unknown>): Promise<string> => {
  const [row] =
    await site.admin`insert into contacts ${site.admin({ workspace_id: site.workspaceId, ...values } as never)} returning id`;
  return row?.id;
};
const contact = async (contactId: string) => (await site.admin`select * from contacts where id = ${contactId}`)[0];
const lastSubmission = async () =>
  (await site.admin`select * from submissions order by created_at desc, id desc limit 1`)[0];
const consents = async (contactId: string) =>
  site.admin`select * from contact_consents where contact_id = ${contactId} order by seq`;

describe("a visitor never", () => {
  test("changes what a contact already has, unless the field says so", async () => {
    const known = await person({
      email: "known@example.com",
      first_name: "Grace",
      company: "Old Ltd",
      custom: { team_size: 3 },
    });
    await site.submit(id, {
      email: "Known@Example.com",
      first_name: "Mallory",
      company: "New Ltd",
      size: "9",
      phone: "+44 20 7946 0958",
    });
    expect(await contact(known)).toMatchObject({
      first_name: "Grace",
      company: "New Ltd",
      custom: { team_size: 3 },
      phone: "+442079460958",
    });
    expect((await lastSubmission())?.differs).toEqual({
      first_name: { contact: "Grace", answer: "Mallory" },
      "custom.team_size": { contact: 3, answer: 9 },
    });
  });

  test("lifts an unsubscribe: the agreement is kept as proof, and says why", async () => {
    const gone = await person({ email: "gone@example.com" });
    await site.admin`insert into contact_consents (workspace_id, contact_id, channel, status, source) values (${site.workspaceId}, ${gone}, 'email', 'unsubscribed', 'link')`;
    await site.submit(id, { email: "gone@example.com", _consent: "on" });
    expect((await consents(gone)).map((row) => row.status)).toEqual(["unsubscribed"]);
    expect((await lastSubmission())?.consent).toMatchObject({
      given: true,
      recorded: false,
      reason: "unsubscribed",
      text: consent.text,
    });
  });

  test("lifts a no that a member wrote down", async () => {
    const no = await person({ email: "no@example.com" });
    await site.admin`insert into contact_consents (workspace_id, contact_id, channel, status, source) values (${site.workspaceId}, ${no}, 'email', 'denied', 'app')`;
    await site.submit(id, { email: "no@example.com", _consent: "on" });
    expect((await consents(no)).map((row) => row.status)).toEqual(["denied"]);
  });

  test("lifts a suppression, also as a new contact", async () => {
    await site.admin`insert into suppressions (workspace_id, channel, address, reason) values (${site.workspaceId}, 'email', 'bounced@example.com', 'bounced')`;
    await site.submit(id, { email: "bounced@example.com", _consent: "on" });
    const row = await lastSubmission();
    expect(row?.consent).toMatchObject({ recorded: false, reason: "suppressed" });
    expect(await consents(row?.contact_id)).toHaveLength(0);
    expect(await site.admin`select 1 from suppressions where address = 'bounced@example.com'`).toHaveLength(1);
  });

  test("lifts do-not-contact, as flag or as tag", async () => {
    for (const [email, values] of [
      ["dnc@example.com", { do_not_contact: true }],
      ["tag@example.com", { tags: ["Dnc"] }],
    ] as const) {
      const blocked = await person({ email, ...values });
      await site.submit(id, { email, _consent: "on" });
      expect(await consents(blocked)).toHaveLength(0);
      expect((await lastSubmission())?.consent).toMatchObject({ recorded: false, reason: "do_not_contact" });
      expect(await contact(blocked)).toMatchObject(values as object);
    }
  });

  test("agrees by leaving the box empty", async () => {
    await site.submit(id, { email: "silent@example.com" });
    const row = await lastSubmission();
    expect(row?.consent).toMatchObject({ given: false, recorded: false, reason: "not_given" });
    expect(await consents(row?.contact_id)).toHaveLength(0);
  });

  test("joins the contact of someone with another email address by sharing a phone", async () => {
    const owner = await person({ email: "owner@example.com", phone: "+14155552671" });
    await site.submit(id, { email: "guest@example.com", phone: "+1 415 555 2671" });
    expect((await lastSubmission())?.contact_id).not.toBe(owner);
  });

  test("brings back a deleted contact: a new one is made", async () => {
    const removed = await person({ email: "removed@example.com", deleted_at: "2026-01-01T00:00:00Z" });
    await site.submit(id, { email: "removed@example.com" });
    expect((await lastSubmission())?.contact_id).not.toBe(removed);
    expect((await contact(removed))?.deleted_at).not.toBeNull();
  });

  test("agrees to mail for an address the contact does not have", async () => {
    const phoneOnly = await person({ email: "real@example.com", phone: "+14155552672" });
    await site.submit(id, { phone: "+14155552672", _consent: "on" });
    expect((await lastSubmission())?.contact_id).toBe(phoneOnly);
    expect((await lastSubmission())?.consent).toMatchObject({ recorded: false, reason: "no_email" });
    expect(await consents(phoneOnly)).toHaveLength(0);
  });
});

describe("a submission", () => {
  test("makes a contact with what was answered, and keeps the agreement with its words, source, address and browser", async () => {
    await site.submit(
      id,
      { email: "new@example.com", first_name: " Nia ", size: "2,5", _consent: "on" },
      { "x-forwarded-for": "6.6.6.6, 203.0.113.9" },
    );
    const row = await lastSubmission();
    expect(await contact(row?.contact_id)).toMatchObject({
      email: "new@example.com",
      first_name: "Nia",
      source: "form",
      custom: { team_size: 2.5 },
    });
    expect(row).toMatchObject({
      ip: "203.0.113.9",
      user_agent: "Test browser",
      consent: { mode: "box", given: true, recorded: true, reason: null },
    });
    expect((await consents(row?.contact_id))[0]).toMatchObject({
      channel: "email",
      status: "granted",
      text: consent.text,
      source: `form:${row?.form_id}`,
      ip: "203.0.113.9",
      user_agent: "Test browser",
    });
  });

  test("with the same agreement again writes no second consent", async () => {
    await site.submit(id, { email: "repeat@example.com", _consent: "on" });
    await site.submit(id, { email: "repeat@example.com", first_name: "R", _consent: "on" });
    const row = await lastSubmission();
    expect(row?.consent).toMatchObject({ recorded: false, reason: "already_granted" });
    expect(await consents(row?.contact_id)).toHaveLength(1);
  });

  test("under a notice agrees by being sent", async () => {
    const notice = await site.publish({ fields: [fields.email], consent: { ...consent, mode: "notice" } });
    await site.submit(notice.public_id, { email: "notice@example.com" });
    expect((await consents((await lastSubmission())?.contact_id))[0]).toMatchObject({
      status: "granted",
      text: consent.text,
    });
  });

  test("with a phone only finds its contact by the phone, and fills in an email later", async () => {
    await site.submit(id, { phone: "0044 20 7946 0001", first_name: "Pia" });
    const first = (await lastSubmission())?.contact_id;
    expect(await contact(first)).toMatchObject({ phone: "+442079460001", email: null });
    await site.submit(id, { phone: "+442079460001", email: "pia@example.com" });
    expect((await lastSubmission())?.contact_id).toBe(first);
    expect(await contact(first)).toMatchObject({ email: "pia@example.com" });
  });

  test("without email and phone is kept, but makes no contact", async () => {
    const before = await site.admin`select count(*) as n from contacts`;
    expect((await site.submit(id, { first_name: "Nobody" })).status).toBe(303);
    expect(await lastSubmission()).toMatchObject({ contact_id: null, answers: { first_name: "Nobody" } });
    expect(await site.admin`select count(*) as n from contacts`).toEqual(before);
  });

  test("counts per visitor: one too many is asked to wait, with the answers kept, and another visitor is not", async () => {
    const { env } = await import("@/lib/env");
    const form = await site.publish({ fields: [fields.email] });
    const normal = env().formRatePerMinute;
    env().formRatePerMinute = 2;
    const from = (address: string, n: number) =>
      site.submit(form.public_id, { email: `n${n}@example.com` }, { "x-forwarded-for": address });
    const answers = [
      await from("198.51.100.1", 1),
      await from("198.51.100.1", 2),
      await from("198.51.100.1", 3),
      await from("198.51.100.2", 4),
    ];
    env().formRatePerMinute = normal;
    // A minute may turn between two of them; then the third is still allowed.
    if (answers[2]?.status === 429) {
      expect(Number(answers[2].headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await answers[2].text()).toContain('value="n3@example.com"');
    }
    expect([answers[0]?.status, answers[3]?.status]).toEqual([303, 303]);
  });
});
