import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { corpus, PRODUCT, templates } from "./corpus.ts";
import { readMarkup } from "./markup.ts";

/** What people typed stays text, wherever it is shown. A page must have the same elements as with a harmless word. */

let h: RunsHarness;
let publicId: string;
let checked = 0;

beforeAll(async () => {
  process.env.FORM_RATE_PER_MINUTE = "1000000";
  process.env.API_RATE_PER_MINUTE = "1000000";
  h = await runsHarness();
  const { forms } = await import("@/lib/api/contracts/forms");
  const fields = [
    { id: "f1", key: "email", type: "email", label: "Email", required: true, maps_to: "email" },
    { id: "f2", key: "name", type: "text", label: "Name", prefill: "name", maps_to: "first_name" },
    { id: "f3", key: "note", type: "textarea", label: "Note", prefill: "note" },
    { id: "f4", key: "secret", type: "hidden", prefill: "secret" },
  ] as const;
  const made = await h.workspace.client(forms.create, { name: "Form", draft: { fields: fields as never } });
  await h.workspace.client(forms.publish, { id: made.id });
  publicId = made.public_id;
});
afterAll(async () => {
  console.info(`Injection: ${checked} pages, mails and answers over ${corpus.length} texts`);
  await h.end();
});

function inert({ html, like, of }: { html: string; like: string; of: string }) {
  checked++;
  const markup = readMarkup(html);
  expect(markup.dangers, of).toEqual([]);
  expect(markup.skeleton, of).toEqual(readMarkup(like).skeleton);
  expect(markup.text, of).not.toContain(PRODUCT);
  return markup;
}

describe("on the hosted form", () => {
  const params = () => Promise.resolve({ publicId });

  test("what the address fills in, and what is shown again after a refusal", async () => {
    const { GET, POST } = await import("@/app/f/[publicId]/route");
    const { signRender } = await import("@/lib/forms/render-token");
    const open = async (value: string) => {
      const query = new URLSearchParams({ name: value, note: value, secret: value, utm_source: value });
      const headers = { accept: "text/html", referer: `https://x.test/${encodeURIComponent(value.toWellFormed())}` };
      return (await GET(new Request(`http://forms.test/f/x?${query}`, { headers }), { params: params() })).text();
    };
    const refuse = async (value: string) => {
      const token = signRender({ publicId, versionId: crypto.randomUUID() });
      const all = {
        _token: `${token}x`,
        email: value,
        name: value,
        note: value,
        secret: value,
        _utm_source: value,
        _referrer: value,
      };
      const request = new Request("http://forms.test/f/x", {
        method: "POST",
        headers: { accept: "text/html" },
        body: new URLSearchParams(all),
      });
      const response = await POST(request, { params: params() });
      expect(response.status).toBe(422);
      expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'/);
      expect(response.headers.get("set-cookie")).toBeNull();
      return response.text();
    };
    const plain = { open: await open("Ada"), refuse: await refuse("Ada") };
    for (const value of corpus) {
      inert({ html: await open(value), like: plain.open, of: value });
      const { text } = inert({ html: await refuse(value), like: plain.refuse, of: value });
      expect(text).toContain(value.replaceAll("\0", "").replaceAll("\r\n", "\n"));
    }
  });
});

test("on the unsubscribe page: the sender's name", async () => {
  const { GET } = await import("@/app/u/[token]/route");
  const { signToken } = await import("@/lib/tokens");
  const { workspaceId } = h.workspace;
  const [message] = await h.sql`insert into messages (id, workspace_id, purpose, provider, to_address, status)
    values (gen_random_uuid(), ${workspaceId}, 'marketing', 'local', 'ada@example.test', 'sent') returning id`;
  const token = signToken({ purpose: "unsubscribe", data: { w: workspaceId, m: message?.id } });
  const page = async (name: string) => {
    await h.sql`update workspaces set sender_name = ${name.replaceAll("\0", "")} where id = ${workspaceId}`;
    const request = new Request("http://x.test/u/x");
    return (await GET(request, { params: Promise.resolve({ token }) })).text();
  };
  const like = await page("Ada");
  for (const value of corpus) inert({ html: await page(value), like, of: value });
  await h.sql`update workspaces set sender_name = null where id = ${workspaceId}`;
});

test("in a mail: as text, in a link, in subject, preview and footer", async () => {
  const { render } = await import("@/lib/template");
  const { renderEmail } = await import("@/lib/email/render-email");
  const mail = async (value: string) => {
    const state = { contact: { first_name: value, last_name: value }, trigger: { data: { answers: { note: value } } } };
    const say = (template: string, as: "markdown" | "header") => render({ template, state, as }).text;
    const subject = say("Hello {{ contact.first_name }}", "header");
    expect(subject).not.toMatch(/[\r\n]/);
    return renderEmail({
      subject,
      body: say(
        "# Hi {{ contact.first_name }}{{ contact.last_name }}\n\n{{ trigger.answers.note }}\n\n- {{ first_name }}\n\n" +
          "[see](https://x.test/?q={{ contact.first_name | url_encode }}) {{ first_name | upcase }} {{ last_name }}",
        "markdown",
      ),
      preheader: value,
      footer: { senderName: value, postalAddress: value, unsubscribeUrl: "https://x.test/u/x" },
    });
  };
  const like = (await mail("Ada")).html;
  for (const value of corpus) {
    const { html, text } = await mail(value);
    inert({ html, like, of: value });
    expect(text, value).not.toContain(PRODUCT);
    const state = { contact: { first_name: value } };
    const whole = {
      body: render({ template: "[go]({{ first_name }}) ![x]({{ first_name }})", state, as: "markdown" }).text,
    };
    const footer = { senderName: "", postalAddress: "", unsubscribeUrl: null };
    const linked = await renderEmail({ subject: "", preheader: "", footer, ...whole });
    expect(readMarkup(linked.html).dangers, value).toEqual([]);
  }
});

test("in the API: texts come back as they were, and are only rows", async () => {
  const { client } = h.workspace;
  const { contacts } = await import("@/lib/api/contracts/contacts");
  const [{ n } = { n: 0 }] = await h.sql`select count(*)::int as n from contacts`;
  const storable = corpus.map((value) => value.replaceAll("\0", "").trim());
  for (const value of storable) {
    const tag = value.slice(0, 60).trim();
    const made = await client(contacts.create, { first_name: value, tags: [tag], custom: { note: value } });
    await client(contacts.addNote, { id: made.id, body: value });
    const read = await client(contacts.get, { id: made.id });
    expect([read.first_name, read.tags, read.custom]).toEqual([value, [tag], { note: value }]);
    const { data } = await client(contacts.activities, { id: made.id });
    expect(data.map(({ note }) => note)).toContain(value);
    const found = await client(contacts.list, { tag });
    expect(found.data.map(({ id }) => id)).toContain(made.id);
    await client(contacts.list, { search: value });
    checked++;
  }
  const [after] = await h.sql`select count(*)::int as n from contacts`;
  expect(after?.n).toBe(n + storable.length);
});

describe("in a run", () => {
  test("a value that looks like a template is never read as one, also after it was written into another field", async () => {
    const workflowId = await h.publish({
      name: "Twice",
      nodes: [
        { id: "t", type: "tag_added", config: { tag: "twice" } },
        {
          id: "u",
          type: "update_contact",
          config: { fields: [{ field: "custom.nick", value: "{{ contact.first_name }}" }] },
        },
        {
          id: "v",
          type: "update_contact",
          config: { fields: [{ field: "company", value: "{{ contact.custom.nick }}{{ contact.last_name }}" }] },
        },
        { id: "n", type: "add_note", config: { body: "{{ contact.company }}" } },
        {
          id: "m",
          type: "send_email",
          config: {
            purpose: "transactional",
            subject: "{{ contact.company }}",
            body: "{{ contact.custom.nick }} {{ contact.company }}",
          },
        },
      ],
    });
    for (const value of templates) {
      const contactId = await h.addContact({ first_name: value, last_name: value });
      await h.addTag(contactId, "twice");
      await h.drain();
      const [run] =
        await h.sql`select id, status from workflow_runs where contact_id = ${contactId} and workflow_id = ${workflowId}`;
      expect(run?.status, value).toBe("completed");
      const [contact] = await h.sql`select company, tags, custom from contacts where id = ${contactId}`;
      expect([contact?.custom.nick, contact?.company]).toEqual([value.trim(), `${value.trim()}${value}`.trim()]);
      const mail = await h.sql`select subject, html, text from messages where contact_id = ${contactId}`;
      expect(mail).toHaveLength(1);
      const steps = await h.steps(run?.id as string);
      const notes = await h.sql`select body from notes where contact_id = ${contactId}`;
      expect(JSON.stringify([contact, mail, steps, notes]), value).not.toContain(PRODUCT);
      checked++;
    }
  });

  test("half an emoji, cut by a filter, does not fail the run", async () => {
    const workflowId = await h.publish({
      name: "Cut",
      nodes: [
        { id: "t", type: "tag_added", config: { tag: "cut" } },
        {
          id: "u",
          type: "update_contact",
          config: { fields: [{ field: "custom.initial", value: "{{ contact.first_name | slice: 0, 1 }}" }] },
        },
        { id: "n", type: "add_note", config: { body: "{{ contact.first_name | truncate: 4 }}" } },
      ],
    });
    const contactId = await h.addContact({ first_name: "😀😀😀😀" });
    await h.addTag(contactId, "cut");
    await h.drain();
    const [run] = await h.runs(workflowId);
    expect(run?.status).toBe("completed");
  });
});
