import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiError } from "@/lib/api/client";
import { contacts } from "@/lib/api/contracts/contacts";
import { forms } from "@/lib/api/contracts/forms";
import { submissions } from "@/lib/api/contracts/submissions";
import { formContent, newFormContent } from "@/lib/forms";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { makeKey, makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

let database: TestDatabase;
let mine: TestWorkspace;
let other: TestWorkspace;

beforeAll(async () => {
  database = await createDatabase();
  Object.assign(process.env, database.env);
  mine = await makeWorkspace();
  other = await makeWorkspace({ name: "Other" });
});

afterAll(async () => {
  const { pool } = await import("@/lib/db/connect");
  await pool().end();
  await database.drop();
});

const refused = async (work: () => Promise<unknown>): Promise<ApiError> => {
  const error = await work().then(
    () => null,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};
const make = async (name = "Form") => mine.client(forms.create, { name });

describe("the API refuses", () => {
  test("to read, change, publish or submit another workspace's form", async () => {
    const form = await make();
    await mine.client(forms.publish, { id: form.id });
    const { id } = form;
    for (const work of [
      () => other.client(forms.get, { id }),
      () => other.client(forms.update, { id, name: "Mine now" }),
      () => other.client(forms.publish, { id }),
      () => other.client(forms.unpublish, { id }),
      () => other.client(forms.remove, { id }),
      () => other.client(forms.versions, { id }),
      () => other.client(forms.restore, { id, number: 1 }),
      () => other.client(submissions.create, { id, answers: { email: "a@example.com" } }),
    ])
      expect((await refused(work)).status).toBe(404);
    expect((await other.client(forms.list, {})).data).toEqual([]);
    expect(await mine.client(forms.get, { id })).toMatchObject({ name: "Form", status: "published" });
  });

  test("a viewer to write, and a key without the scope to read", async () => {
    const { createClient } = await import("@/lib/api/client");
    const { callRoute } = await import("../../support/call-route.ts");
    const clientOf = async (args: { role: "viewer" | "editor"; scopes?: string[] }) =>
      createClient({
        apiKey: (await makeKey({ ...mine, ...args })).apiKey,
        baseUrl: process.env.LEADLOOM_URL,
        fetch: callRoute,
      });
    const form = await make();
    const viewer = await clientOf({ role: "viewer" });
    expect((await viewer(forms.get, { id: form.id })).id).toBe(form.id);
    for (const work of [
      () => viewer(forms.create, { name: "x" }),
      () => viewer(forms.publish, { id: form.id }),
      () => viewer(forms.remove, { id: form.id }),
      () => viewer(submissions.create, { id: form.id, answers: {} }),
    ])
      expect((await refused(work)).status).toBe(403);
    const narrow = await clientOf({ role: "editor", scopes: ["contacts:read"] });
    expect((await refused(() => narrow(forms.list, {}))).status).toBe(403);
    expect((await refused(() => narrow(submissions.list, {}))).status).toBe(403);
  });

  test("unknown keys, wrong types and impossible keys, each named", async () => {
    const draft = { ...newFormContent("x"), colour: "red" } as never;
    expect((await refused(() => mine.client(forms.create, { name: "x", draft }))).fields).toEqual([
      { path: "draft.colour", message: "This field is not known here." },
    ]);
    const bad = { ...newFormContent("x"), fields: [{ id: "1", key: "Not A Key", type: "colour", label: 5 }] } as never;
    expect(
      (await refused(() => mine.client(forms.create, { name: "", draft: bad }))).fields.map((field) => field.path),
    ).toEqual(["name", "draft.fields.0.key", "draft.fields.0.type", "draft.fields.0.label"]);
  });

  test("to publish what is not finished, and publishes nothing", async () => {
    const form = await make();
    const fields = form.draft.fields.map((field) => ({ ...field, label: "" }));
    await mine.client(forms.update, { id: form.id, draft: { ...form.draft, fields } });
    const error = await refused(() => mine.client(forms.publish, { id: form.id }));
    expect([error.status, error.code, error.fields.map((field) => field.path)]).toEqual([
      422,
      "not_publishable",
      ["draft.fields.0.label", "draft.fields.1.label"],
    ]);
    expect(await mine.client(forms.get, { id: form.id })).toMatchObject({ status: "draft", version: null });
  });

  test("an edit based on an older revision, and shows the newer one", async () => {
    const form = await make();
    await mine.client(forms.update, { id: form.id, name: "Newer" }, { ifMatch: form.revision });
    for (const work of [
      () => mine.client(forms.update, { id: form.id, name: "Stale" }, { ifMatch: form.revision }),
      () => mine.client(forms.publish, { id: form.id }, { ifMatch: form.revision }),
    ]) {
      const error = await refused(work);
      expect([error.status, error.code, (error.details.current as { name: string }).name]).toEqual([
        409,
        "revision_conflict",
        "Newer",
      ]);
    }
  });

  test("a submission to a form that is not online, or with wrong or unknown answers", async () => {
    const form = await make();
    expect(
      (await refused(() => mine.client(submissions.create, { id: form.id, answers: { email: "a@example.com" } })))
        .status,
    ).toBe(410);
    await mine.client(forms.publish, { id: form.id });
    const error = await refused(() =>
      mine.client(submissions.create, { id: form.id, answers: { email: "nobody", shoe: 43 } }),
    );
    expect([error.status, error.fields.map((field) => field.path)]).toEqual([422, ["answers.shoe", "answers.email"]]);
    expect((await mine.client(submissions.list, { form: form.id })).data).toEqual([]);
  });
});

describe("a form", () => {
  test("keeps each published version, and any of them can be the draft again", async () => {
    const form = await make();
    const first = await mine.client(forms.publish, { id: form.id, note: "First" });
    expect(first).toMatchObject({ status: "published", version: 1, has_changes: false });
    const draft = formContent.parse({ ...form.draft, submit_label: "Go" });
    expect(await mine.client(forms.update, { id: form.id, draft })).toMatchObject({ has_changes: true, version: 1 });
    expect(await mine.client(forms.publish, { id: form.id })).toMatchObject({ version: 2, has_changes: false });
    const { data } = await mine.client(forms.versions, { id: form.id });
    expect(data.map(({ number, note, live }) => [number, note, live])).toEqual([
      [2, "", true],
      [1, "First", false],
    ]);
    const page = await mine.client(forms.versions, { id: form.id, limit: 1 });
    expect(
      (await mine.client(forms.versions, { id: form.id, limit: 1, cursor: page.next_cursor ?? "" })).data.map(
        (one) => one.number,
      ),
    ).toEqual([1]);
    expect(await mine.client(forms.restore, { id: form.id, number: 1 })).toMatchObject({
      has_changes: true,
      version: 2,
      draft: { submit_label: "Send" },
    });
  });

  test("goes offline and comes back as the same version when nothing changed", async () => {
    const form = await make();
    await mine.client(forms.publish, { id: form.id });
    expect(await mine.client(forms.unpublish, { id: form.id })).toMatchObject({ status: "draft", version: 1 });
    expect(await mine.client(forms.publish, { id: form.id })).toMatchObject({ status: "published", version: 1 });
  });

  test("that is deleted is gone from every list, its submissions stay", async () => {
    const form = await make("To delete");
    await mine.client(forms.publish, { id: form.id });
    const kept = await mine.client(submissions.create, { id: form.id, answers: { email: "kept@example.com" } });
    expect(await mine.client(forms.remove, { id: form.id })).toEqual({ deleted: true });
    expect((await refused(() => mine.client(forms.get, { id: form.id }))).status).toBe(404);
    expect((await mine.client(forms.list, { search: "To delete" })).data).toEqual([]);
    expect((await mine.client(submissions.get, { id: kept.id })).form_name).toBe("To delete");
  });

  test("is found by words of its name and by its state, page by page without gaps", async () => {
    for (const name of ["Page a 100%", "Page b 100_", "Page c"]) await make(name);
    expect((await mine.client(forms.list, { search: "100%" })).data.map((one) => one.name)).toEqual(["Page a 100%"]);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await mine.client(forms.list, { search: "Page", limit: 1, cursor, status: "draft" });
      names.push(...page.data.map((one) => one.name));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(names).toEqual(["Page c", "Page b 100_", "Page a 100%"]);
  });
});

describe("a submission over the API", () => {
  test("follows the rules of the page: contact, consent, activity, one per idempotency key", async () => {
    const form = await mine.client(forms.create, {
      name: "Over the API",
      draft: formContent.parse({ ...newFormContent("x"), consent: { mode: "box", text: "Write to me." } }),
    });
    await mine.client(forms.publish, { id: form.id });
    const send = () =>
      mine.client(
        submissions.create,
        {
          id: form.id,
          answers: { email: "API@example.com", first_name: null },
          consent: true,
          ip: "2001:db8::1",
          utm: { utm_source: "shop" },
        },
        { idempotencyKey: "once" },
      );
    const [first, second] = [await send(), await send()];
    expect(second.id).toBe(first.id);
    expect(first).toMatchObject({
      answers: { email: "api@example.com" },
      contact: { email: "api@example.com" },
      consent: { given: true, recorded: true, text: "Write to me." },
      utm: { utm_source: "shop" },
      ip: "2001:db8::1",
    });
    expect((await mine.client(submissions.list, { contact: first.contact_id ?? "" })).data).toHaveLength(1);
    expect(await mine.client(forms.get, { id: form.id })).toMatchObject({
      submission_count: 1,
      last_submission_at: first.created_at,
    });
  });

  test("stands on the contact's timeline in the order and the words of the version that was filled in", async () => {
    const options = [
      { value: "zebra", label: "A striped one" },
      { value: "ant", label: "A small one" },
    ];
    const draft = formContent.parse({
      fields: [
        { id: "1", key: "pet", type: "radio", label: "Which pet", options },
        { id: "2", key: "email", type: "email", label: "Work email", maps_to: "email" },
        { id: "3", key: "both", type: "checkbox", label: "Also", options },
        { id: "4", key: "empty", type: "text", label: "Never filled in" },
        { id: "5", key: "call", type: "checkbox", label: "Call me" },
      ],
    });
    const form = await mine.client(forms.create, { name: "Pets", draft });
    await mine.client(forms.publish, { id: form.id });
    const answers = { email: "pets@example.com", call: true, both: ["ant", "zebra"], pet: "zebra" };
    const sent = await mine.client(submissions.create, { id: form.id, answers });
    // A later version renames everything; what was read stays what was read.
    const renamed = draft.fields.map((field) => ({ ...field, label: "Renamed" }));
    await mine.client(forms.update, { id: form.id, draft: { ...draft, fields: renamed } });
    await mine.client(forms.publish, { id: form.id });

    const timeline = async () => {
      const { data } = await mine.client(contacts.activities, { id: sent.contact_id ?? "" });
      return data.find((one) => one.type === "form.submitted");
    };
    expect((await timeline())?.answers).toEqual([
      { key: "pet", label: "Which pet", value: "A striped one" },
      { key: "email", label: "Work email", value: "pets@example.com" },
      { key: "both", label: "Also", value: "A striped one, A small one" },
      { key: "call", label: "Call me", value: "Yes" },
    ]);
    expect((await timeline())?.data.answers).toMatchObject({ pet: "zebra", both: ["zebra", "ant"] });
    expect(
      (await mine.client(contacts.activities, { id: sent.contact_id ?? "", type: "contact.created" })).data,
    ).toEqual([expect.not.objectContaining({ answers: expect.anything() })]);
  });
});
