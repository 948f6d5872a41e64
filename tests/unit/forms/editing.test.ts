import { describe, expect, test } from "vitest";
import { type FormContent, type FormField, fieldTypes, formContent, newFormContent } from "@/lib/forms";
import { formChanges } from "@/lib/forms/changes";
import { changeField, keyFrom, moveField, newField } from "@/lib/forms/edit";
import { mergeEdits } from "@/lib/forms/merge";
import { formProblems, isWebAddress } from "@/lib/forms/problems";

const field = (more: Partial<FormField>): FormField => ({
  ...(newFormContent("x").fields[1] as FormField),
  id: more.key ?? "x",
  ...more,
});
const content = (fields: Partial<FormField>[], more: Partial<FormContent> = {}): FormContent => ({
  ...newFormContent("Form"),
  fields: fields.map(field),
  ...more,
});
const paths = (one: FormContent) => formProblems(one).map((problem) => problem.path);

describe("publishing is refused, naming the place,", () => {
  test("without a field visitors can fill in", () => {
    expect(paths(content([]))).toEqual(["draft.fields"]);
    expect(paths(content([{ key: "a", type: "hidden", label: "" }]))).toEqual(["draft.fields"]);
  });
  test("for a missing label, two equal keys, and two fields that fill the same contact field", () => {
    expect(paths(content([{ key: "a" }, { key: "b", label: " ", maps_to: "none" }]))).toEqual(["draft.fields.1.label"]);
    expect(
      paths(
        content([
          { key: "a", id: "1" },
          { key: "a", id: "2", maps_to: "none" },
        ]),
      ),
    ).toEqual(["draft.fields.1.key"]);
    expect(paths(content([{ key: "a" }, { key: "b" }]))).toEqual(["draft.fields.1.maps_to"]);
  });
  test("for choices that are missing, empty or double, and a first value that is none of them", () => {
    expect(paths(content([{ key: "a", type: "select", maps_to: "none" }]))).toEqual(["draft.fields.0.options"]);
    const options = [
      { value: "x", label: "X" },
      { value: "x", label: "" },
    ];
    expect(paths(content([{ key: "a", type: "radio", maps_to: "none", options, default_value: "z" }]))).toEqual([
      "draft.fields.0.options.1.label",
      "draft.fields.0.options.1.value",
      "draft.fields.0.default_value",
    ]);
  });
  test("for an address taken from a field that does not check it", () => {
    expect(paths(content([{ key: "a", type: "text", maps_to: "email" }]))).toEqual(["draft.fields.0.maps_to"]);
    expect(
      paths(
        content([
          { key: "a", type: "hidden", maps_to: "phone" },
          { key: "b", maps_to: "none" },
        ]),
      ),
    ).toEqual(["draft.fields.0.maps_to"]);
  });
  test("for consent without words, a button without a label, and a bad address to go to", () => {
    const bad = content([{ key: "a" }], {
      consent: { mode: "box", text: " ", channel: "email", required: false },
      submit_label: "",
      success: { type: "redirect", message: "", url: "javascript:alert(1)" },
    });
    expect(paths(bad)).toEqual(["draft.consent.text", "draft.submit_label", "draft.success.url"]);
  });
  test.each([
    "javascript:alert(1)",
    "//example.com",
    "/thanks",
    "ftp://example.com",
    "data:text/html,x",
    "https://user:pass@example.com",
    " ",
  ])("to %s", (url) => {
    expect(isWebAddress(url)).toBe(false);
  });
});

describe("a new form and each kind of field", () => {
  test("can be published as they are", () => {
    for (const type of fieldTypes) {
      const start = newFormContent("Form");
      const next = { ...start, fields: [...start.fields, newField({ type, content: start, id: "new" })] };
      expect(formProblems(next)).toEqual([]);
      expect(formContent.parse(next)).toEqual(next);
    }
  });
});

describe("editing", () => {
  test("makes keys that workflows can use from any label", () => {
    expect(keyFrom({ label: "What’s your Größe?", taken: [] })).toBe("what_s_your_gro_e");
    expect(keyFrom({ label: "名前", taken: [] })).toBe("field");
    expect(keyFrom({ label: "2 things", taken: [] })).toBe("things");
    expect(keyFrom({ label: "constructor", taken: ["field"] })).toBe("field_2");
    expect(keyFrom({ label: "x".repeat(80), taken: [] })).toHaveLength(36);
  });
  test("renames the key with the label until the form was published, and never one set by hand", () => {
    const start = content([{ key: "first_name", label: "First name" }]);
    const rename = (followLabel: boolean, from = start) =>
      changeField({ content: from, index: 0, change: { label: "Given name" }, followLabel }).fields[0];
    expect(rename(true)?.key).toBe("given_name");
    expect(rename(false)?.key).toBe("first_name");
    expect(rename(true, content([{ key: "mine", label: "First name" }]))?.key).toBe("mine");
  });
  test("moves a field and leaves the list alone at its ends", () => {
    const { fields } = content([{ key: "a" }, { key: "b" }, { key: "c" }]);
    expect(moveField({ fields, from: 2, to: 0 }).map((one) => one.key)).toEqual(["c", "a", "b"]);
    expect(moveField({ fields, from: 0, to: -1 })).toBe(fields);
    expect(moveField({ fields, from: 2, to: 3 })).toBe(fields);
  });
});

describe("what publishing changes", () => {
  test("is said in sentences, nothing for nothing", () => {
    const before = content([
      { key: "a", label: "A" },
      { key: "b", label: "B" },
      { key: "c", label: "C" },
    ]);
    expect(formChanges({ before, after: structuredClone(before) })).toEqual([]);
    const [a, b, c] = before.fields as [FormField, FormField, FormField];
    const after = { ...before, submit_label: "Go", fields: [{ ...b, label: "Bee" }, a, { ...c, id: "d", label: "D" }] };
    expect(formChanges({ before, after })).toEqual([
      "Changes the field “B”, now “Bee”.",
      "Adds the field “D”.",
      "Removes the field “C”.",
      "Changes the order of the fields.",
      "Changes the button to “Go”.",
    ]);
  });
});

describe("two people editing one form", () => {
  const base = {
    name: "Form",
    draft: content([
      { key: "a", label: "A" },
      { key: "b", label: "B" },
    ]),
  };
  const relabel = (index: number, label: string) => ({
    ...base,
    draft: { ...base.draft, fields: base.draft.fields.map((one, at) => (at === index ? { ...one, label } : one)) },
  });
  test("keep both changes where they touch different things, whatever the order of keys", () => {
    const theirs = {
      ...base,
      name: "Renamed",
      draft: Object.fromEntries(Object.entries(base.draft).reverse()) as FormContent,
    };
    const { edit, clash } = mergeEdits({ base, mine: relabel(0, "Mine"), theirs });
    expect([clash, edit.name, edit.draft.fields[0]?.label]).toEqual([false, "Renamed", "Mine"]);
    const fields = mergeEdits({ base, mine: relabel(0, "Mine"), theirs: relabel(1, "Theirs") });
    expect([fields.clash, ...fields.edit.draft.fields.map((one) => one.label)]).toEqual([false, "Mine", "Theirs"]);
  });
  test("are told when they changed the same field, or one moved what the other edited", () => {
    expect(mergeEdits({ base, mine: relabel(0, "Mine"), theirs: relabel(0, "Theirs") }).clash).toBe(true);
    expect(mergeEdits({ base, mine: relabel(0, "Same"), theirs: relabel(0, "Same") }).clash).toBe(false);
    const moved = { ...base, draft: { ...base.draft, fields: base.draft.fields.toReversed() } };
    expect(mergeEdits({ base, mine: relabel(0, "Mine"), theirs: moved }).clash).toBe(true);
  });
});
