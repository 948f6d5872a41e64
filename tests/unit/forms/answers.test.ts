import { describe, expect, test } from "vitest";
import { type FormField, formContent } from "@/lib/forms";
import { readAnswers } from "@/lib/forms/answers";

const one = (field: Partial<FormField> & Pick<FormField, "type">) =>
  formContent.parse({ fields: [{ id: "f", key: "q", label: "Question", ...field }] });
const read = (field: Partial<FormField> & Pick<FormField, "type">, q: unknown) =>
  readAnswers({ content: one(field), raw: { q } });
const options = [
  { value: "a", label: "A" },
  { value: "b", label: "B" },
];

describe("an answer is refused in plain words", () => {
  test.each([
    ["email", "plain", "Write a full email address"],
    ["email", "a@b", "Write a full email address"],
    ["phone", "020 7946 0958", "country code"],
    ["phone", "+", "country code"],
    ["number", "twelve", "Write a number"],
    ["number", "1e999", "Write a number"],
    ["number", "0x10", "Write a number"],
    ["number", "Infinity", "Write a number"],
    ["date", "2026-02-30", "year-month-day"],
    ["date", "30.04.2026", "year-month-day"],
  ] as const)("when a field of type %s holds %s", (type, text, words) => {
    expect(read({ type }, text).errors.q).toContain(words);
  });

  test("when a choice is not one of the form's", () => {
    expect(read({ type: "select", options }, "c").errors.q).toBe("Choose one of the answers.");
    expect(read({ type: "radio", options }, "__proto__").errors.q).toBe("Choose one of the answers.");
    expect(read({ type: "checkbox", options }, ["a", "c"]).errors.q).toBe("Choose from the answers shown.");
  });

  test("when it is longer than the field holds", () => {
    expect(read({ type: "text" }, "x".repeat(501)).errors.q).toBe("Use at most 500 characters.");
    expect(read({ type: "textarea" }, "x".repeat(5001)).errors.q).toBe("Use at most 5000 characters.");
  });

  test("when it is no text but a list of things or an object", () => {
    expect(read({ type: "text" }, { toString: 1 }).errors.q).toBe("This answer cannot be read.");
    expect(read({ type: "email" }, [{}]).errors.q).toBe("This answer cannot be read.");
  });

  test("when a required one is empty or only spaces", () => {
    for (const type of ["text", "textarea", "email", "phone", "number", "date"] as const)
      expect(read({ type, required: true }, "  ").errors.q).toBeTruthy();
    expect(read({ type: "checkbox", required: true }, undefined).errors.q).toBe("Please tick this box to go on.");
    expect(read({ type: "checkbox", options, required: true }, undefined).errors.q).toBe("Choose at least one answer.");
  });
});

describe("an answer is kept", () => {
  test.each([
    ["email", " Ada@Example.COM ", "ada@example.com"],
    ["phone", "0044 (20) 7946-0958", "+442079460958"],
    ["number", "2,5", 2.5],
    ["number", "-3", -3],
    ["date", "2028-02-29", "2028-02-29"],
    ["textarea", "one\r\ntwo\r\n", "one\ntwo"],
  ] as const)("of type %s, %s as %s", (type, text, kept) => {
    expect(read({ type }, text)).toMatchObject({ answers: { q: kept }, errors: {} });
  });

  test("of several choices in the order of the form", () => {
    expect(read({ type: "checkbox", options }, ["b", "a"]).answers.q).toEqual(["a", "b"]);
    expect(read({ type: "checkbox", options }, "b").answers.q).toEqual(["b"]);
  });

  test("as a single box, ticked or not", () => {
    expect(read({ type: "checkbox" }, "on").answers.q).toBe(true);
    expect(read({ type: "checkbox" }, undefined).answers.q).toBe(false);
  });

  test("without what a database cannot hold", () => {
    expect(read({ type: "text" }, "a\0b\ud800").answers.q).toBe("ab\ufffd");
  });

  test("only under its own key: names of the language's own objects are no answers", () => {
    const content = formContent.parse({ fields: [{ id: "f", key: "name", type: "text", label: "Name" }] });
    const raw = JSON.parse('{"__proto__": {"name": "polluted"}}');
    expect(readAnswers({ content, raw }).answers).toEqual({});
    expect(formContent.safeParse({ fields: [{ id: "f", key: "constructor", type: "text" }] }).success).toBe(false);
  });
});

describe("consent", () => {
  const content = (mode: "none" | "box" | "notice", required = false) =>
    formContent.parse({ fields: [], consent: { mode, text: "Yes", required } });
  test("is not given by a form that does not ask, whatever is sent", () => {
    expect(readAnswers({ content: content("none"), raw: { _consent: "on" } }).consentGiven).toBe(false);
  });
  test("is given by the box only when ticked, and by a notice always", () => {
    expect(readAnswers({ content: content("box"), raw: {} }).consentGiven).toBe(false);
    expect(readAnswers({ content: content("box"), raw: { _consent: "on" } }).consentGiven).toBe(true);
    expect(readAnswers({ content: content("notice"), raw: {} }).consentGiven).toBe(true);
  });
  test("is asked for again when the box is required", () => {
    expect(readAnswers({ content: content("box", true), raw: {} }).errors).toEqual({
      _consent: "Please tick this box to go on.",
    });
  });
});
