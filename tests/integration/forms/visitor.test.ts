import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FormContent } from "@/lib/forms";
import { type FormsFixture, fields, formsFixture, tokenOf } from "./fixture.ts";

let site: FormsFixture;
let id: string;
let formId: string;

beforeAll(async () => {
  site = await formsFixture({ FORM_RATE_PER_MINUTE: "1000" });
  const form = await site.publish({ fields: [fields.email, fields.first, fields.phone] });
  id = form.public_id;
  formId = form.id;
});

afterAll(() => site.end());

const count = async (table: string): Promise<number> =>
  Number((await site.admin`select count(*) as n from ${site.admin(table)}`)[0]?.n);
const untouched = async (act: () => Promise<void>) => {
  const before = [await count("submissions"), await count("contacts"), await count("activities")];
  await act();
  expect([await count("submissions"), await count("contacts"), await count("activities")]).toEqual(before);
};

describe("a visitor is refused, and nothing is written,", () => {
  test("at an address no form has", async () => {
    for (const wrong of ["AAAAAAAAAA", "short", "../../etc", "%00"]) {
      const answer = await site.open(wrong);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("There is no form here");
    }
  });

  test("when the form was never published", async () => {
    const { createForm } = await import("@/lib/services/forms/create-form");
    const draft = await site.member((ctx) => createForm({ ctx, input: { name: "Draft" } }));
    expect((await site.open(draft.public_id)).status).toBe(404);
  });

  test("when the form was taken offline, also with a page opened before", async () => {
    const { unpublishForm } = await import("@/lib/services/forms/unpublish-form");
    const form = await site.publish({ fields: [fields.email] });
    const token = await site.token(form.public_id);
    await site.member((ctx) => unpublishForm({ ctx, input: { id: form.id } }));
    await untouched(async () => {
      expect((await site.open(form.public_id)).status).toBe(410);
      const answer = await site.post(form.public_id, { _token: token, email: "late@example.com" });
      expect(answer.status).toBe(410);
      expect(await answer.text()).toContain("This form is closed");
    });
  });

  test("when the form was deleted after the page was opened", async () => {
    const { removeForm } = await import("@/lib/services/forms/remove-form");
    const form = await site.publish({ fields: [fields.email] });
    const token = await site.token(form.public_id);
    await site.member((ctx) => removeForm({ ctx, input: { id: form.id } }));
    await untouched(async () =>
      expect((await site.post(form.public_id, { _token: token, email: "a@example.com" })).status).toBe(404),
    );
  });

  test("without a token, with a changed one, with another form's, or after a day", async () => {
    const other = await site.publish({ fields: [fields.email] });
    const good = await site.token(id);
    const old = await site.aged(good, 23.9 * 3600 * 1000);
    const expired = await site.aged(old, 3600 * 1000);
    await untouched(async () => {
      for (const token of [
        "",
        "x.y",
        `${good.slice(0, -1)}${good.endsWith("A") ? "B" : "A"}`,
        await site.token(other.public_id),
        expired,
      ]) {
        const answer = await site.post(id, { _token: token, email: "kept@example.com" });
        expect(answer.status).toBe(422);
        const html = await answer.text();
        expect(html).toContain("open for a long time");
        expect(html).toContain('value="kept@example.com"');
        expect(tokenOf(html)).not.toBe(token);
      }
    });
  });

  test("when the answers come faster than a person can type, and the second try is accepted", async () => {
    const html = await (await site.open(id)).text();
    const token = tokenOf(html);
    await untouched(async () => {
      const answer = await site.post(id, { _token: token, email: "fast@example.com" });
      expect(answer.status).toBe(422);
      const again = await answer.text();
      expect(again).toContain("That was very quick");
      expect(again).toContain('value="fast@example.com"');
      expect(tokenOf(again)).toBe(token);
    });
    expect((await site.post(id, { _token: await site.aged(token), email: "fast@example.com" })).status).toBe(303);
  });

  test("when the field people cannot see is filled in", async () => {
    await untouched(async () => {
      const answer = await site.submit(id, { email: "bot@example.com", _homepage: "https://spam.example" });
      expect(answer.status).toBe(422);
      expect(await answer.text()).not.toContain("spam.example");
    });
  });

  test("when answers are missing or wrong, with the words at each field and everything typed kept", async () => {
    await untouched(async () => {
      const answer = await site.submit(id, {
        email: "not an address",
        first_name: 'O"Neil <b>',
        phone: "020 7946 0958",
      });
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toContain("2 answers need another look.");
      expect(html).toContain('href="#f-email"');
      expect(html).toContain("Write a full email address");
      expect(html).toContain("with its country code");
      expect(html).toContain('value="O&quot;Neil &lt;b&gt;"');
      expect(html).not.toContain("<b>");
      expect(html.match(/autofocus=""/g)).toHaveLength(1);
      expect(/<input[^>]*id="f-email"[^>]*>/.exec(html)?.[0]).toMatch(
        /autofocus.*aria-invalid="true".*aria-describedby="f-email-wrong"/,
      );
    });
  });

  test("when the body is larger than 1 MiB, not a form, or broken", async () => {
    await untouched(async () => {
      const large = await site.post(id, `email=a%40example.com&first_name=${"x".repeat(1024 * 1024)}`);
      expect(large.status).toBe(413);
      expect(await large.text()).toContain("too long");
      expect((await site.post(id, "hello", { "content-type": "text/plain" })).status).toBe(415);
      expect((await site.post(id, "{", { "content-type": "application/json" })).status).toBe(400);
      expect((await site.post(id, "x", { "content-type": "multipart/form-data; boundary=b" })).status).toBe(400);
      expect(
        (await site.post(id, "[".repeat(40) + "]".repeat(40), { "content-type": "application/json" })).status,
      ).toBe(400);
    });
  });

  test("as a script with unknown names or wrong types, each named", async () => {
    await untouched(async () => {
      const body = JSON.stringify({
        _token: await site.token(id),
        email: { $ne: 1 },
        first_name: ["a", 1],
        admin: true,
      });
      const answer = await site.post(id, body, { "content-type": "application/json" });
      expect(answer.status).toBe(422);
      const { ok, error } = await answer.json();
      expect(ok).toBe(false);
      expect(error.fields.map((one: { path: string }) => one.path).sort()).toEqual(["admin", "email", "first_name"]);
    });
  });
});

describe("the page", () => {
  test("needs no script and sets no cookie", async () => {
    const answer = await site.open(id);
    const html = await answer.text();
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(html).not.toMatch(/<script|onclick|javascript:/i);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(answer.headers.get("content-security-policy")).not.toContain("unsafe");
  });

  test("keeps where the visitor came from, and fills in what its address says", async () => {
    const form = await site.publish({
      fields: [
        { ...fields.email, prefill: "e" },
        {
          ...fields.first,
          id: "h",
          key: "plan",
          type: "hidden",
          default_value: "basic",
          prefill: "plan",
          maps_to: "none",
        },
      ],
    });
    const opened = await site.open(form.public_id, {
      query: "?e=ada%40example.com&plan=pro&utm_source=news%22%3E&utm_campaign=spring",
      headers: { referer: "https://blog.example/post" },
    });
    const html = await opened.text();
    expect(html).toContain('value="ada@example.com"');
    expect(html).toContain('name="plan" value="pro"');
    expect(html).toContain('name="_utm_source" value="news&quot;&gt;"');
    const hidden = Object.fromEntries(
      [...html.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((hit) => [
        hit[1],
        hit[2]?.replaceAll("&quot;", '"').replaceAll("&gt;", ">"),
      ]),
    );
    await site.post(form.public_id, {
      ...(hidden as Record<string, string>),
      _token: await site.aged(tokenOf(html)),
      email: "ada@example.com",
    });
    const [row] = await site.admin`select * from submissions where form_id = ${form.id}`;
    expect(row).toMatchObject({
      utm: { utm_source: 'news">', utm_campaign: "spring" },
      referrer: "https://blog.example/post",
      answers: { email: "ada@example.com", plan: "pro" },
    });
  });

  test("stores no campaign or referrer when the form does not ask for them", async () => {
    const form = await site.publish({ fields: [fields.email], capture: { utm: false, referrer: false } });
    await site.submit(form.public_id, { email: "quiet@example.com", _utm_source: "x", _referrer: "https://y.example" });
    const [row] = await site.admin`select utm, referrer from submissions where form_id = ${form.id}`;
    expect(row).toEqual({ utm: {}, referrer: null });
  });

  test("is answered as JSON to a script, which can send JSON back", async () => {
    const opened = await site.open(id, { headers: { accept: "application/json" } });
    const { token, fields: shown } = await opened.json();
    expect(shown[0]).not.toHaveProperty("maps_to");
    const answer = await site.post(id, JSON.stringify({ _token: await site.aged(token), email: "json@example.com" }), {
      "content-type": "application/json",
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ok: true, message: "Thank you. We have received your answers." });
  });

  test("sends visitors where the form says, and only there", async () => {
    const success: FormContent["success"] = { type: "redirect", message: "", url: "https://example.com/thanks" };
    const form = await site.publish({ fields: [fields.email], success });
    const answer = await site.submit(form.public_id, { email: "go@example.com" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "https://example.com/thanks"]);
  });
});

describe("a submission", () => {
  test("sent twice, even at once and as multipart, is kept once with one activity", async () => {
    const token = await site.token(id);
    const one = () => site.post(id, { _token: token, email: "twice@example.com", first_name: "Two" });
    const multipart = () => {
      const form = new FormData();
      for (const [name, value] of [
        ["_token", token],
        ["email", "twice@example.com"],
        ["first_name", "Two"],
      ] as const)
        form.set(name, value);
      const request = new Request("http://forms.test/", { method: "POST", body: form });
      return request
        .text()
        .then((body) => site.post(id, body, { "content-type": request.headers.get("content-type") ?? "" }));
    };
    const answers = await Promise.all([one(), one(), multipart(), one(), multipart()]);
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303, 303, 303]);
    expect(new Set(answers.map((answer) => answer.headers.get("location")))).toEqual(new Set([`/f/${id}/done`]));
    const rows =
      await site.admin`select s.id, s.contact_id from submissions s join contacts c on c.id = s.contact_id where c.email = 'twice@example.com'`;
    expect(rows).toHaveLength(1);
    const kinds = await site.admin`select type from activities where contact_id = ${rows[0]?.contact_id} order by seq`;
    expect(kinds.map((row) => row.type)).toEqual(["contact.created", "form.submitted"]);
  });

  test("with other answers on the same page is another submission of the same contact", async () => {
    const token = await site.token(id);
    await site.post(id, { _token: token, email: "again@example.com" });
    await site.post(id, { _token: token, email: "again@example.com", first_name: "Later" });
    const [row] =
      await site.admin`select count(*) as n, count(distinct contact_id) as people from submissions where answers ->> 'email' = 'again@example.com'`;
    expect([Number(row?.n), Number(row?.people)]).toEqual([2, 1]);
  });

  test("from many pages at once with one new address makes one contact", async () => {
    const tokens = await Promise.all(Array.from({ length: 8 }, () => site.token(id)));
    const answers = await Promise.all(
      tokens.map((token, n) => site.post(id, { _token: token, email: "RACE@example.com", first_name: `N${n}` })),
    );
    expect(answers.every((answer) => answer.status === 303)).toBe(true);
    expect(await site.admin`select id from contacts where email = 'race@example.com'`).toHaveLength(1);
    expect(await site.admin`select id from submissions where answers ->> 'email' = 'race@example.com'`).toHaveLength(8);
  });

  test("tells workflows about the answers and the form", async () => {
    await site.submit(id, { email: "event@example.com", first_name: "Eve" });
    const [row] =
      await site.admin`select a.* from activities a join contacts c on c.id = a.contact_id where c.email = 'event@example.com' and a.type = 'form.submitted'`;
    expect(row).toMatchObject({
      key: formId,
      source: "form",
      data: { form_id: formId, form_name: "Contact us", answers: { email: "event@example.com", first_name: "Eve" } },
    });
  });

  test("is checked against the version that was shown, also when a newer one went online", async () => {
    const form = await site.publish({ fields: [fields.email] });
    const token = await site.token(form.public_id);
    const { updateForm } = await import("@/lib/services/forms/update-form");
    const { publishForm } = await import("@/lib/services/forms/publish-form");
    const draft = {
      ...form.draft,
      fields: [fields.email, { ...fields.first, required: true } as FormContent["fields"][number]],
    };
    await site.member((ctx) =>
      updateForm({
        ctx,
        input: {
          id: form.id,
          draft: { ...draft, fields: draft.fields.map((one) => ({ ...form.draft.fields[0]!, ...one })) },
        },
      }),
    );
    await site.member((ctx) => publishForm({ ctx, input: { id: form.id, note: "" } }));
    expect((await site.post(form.public_id, { _token: token, email: "before@example.com" })).status).toBe(303);
    expect((await site.submit(form.public_id, { email: "after@example.com" })).status).toBe(422);
  });
});
