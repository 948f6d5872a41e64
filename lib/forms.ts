import { z } from "zod";

/** The kinds of answer a form can ask for. `checkbox` is one box without options, several choices with them. */
export const fieldTypes = [
  "text",
  "textarea",
  "email",
  "phone",
  "number",
  "select",
  "radio",
  "checkbox",
  "date",
  "hidden",
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** The contact fields an answer may fill, besides `custom.<key>`. */
export const contactTargets = [
  "email",
  "phone",
  "first_name",
  "last_name",
  "company",
  "job_title",
  "time_zone",
  "locale",
] as const;
export type ContactTarget = (typeof contactTargets)[number];

/** A key starts with a letter, so that it never meets the form's own inputs, which start with an underscore. */
const key = z
  .string()
  .regex(
    /^(?!constructor$)[a-z][a-z0-9_]{0,39}$/,
    "Use small letters, digits and underscores, starting with a letter (40 at most).",
  );

const option = z.strictObject({ value: z.string().max(200), label: z.string().max(200) });

const mapsTo = z.union([
  z.enum(["none", ...contactTargets]),
  z.templateLiteral(["custom.", key], "Choose a contact field, custom.<key>, or none."),
]);

const field = z.strictObject({
  id: z.string().min(1).max(40),
  key,
  type: z.enum(fieldTypes),
  label: z.string().max(200).default(""),
  help: z.string().max(500).default(""),
  placeholder: z.string().max(200).default(""),
  required: z.boolean().default(false),
  options: z.array(option).max(100).default([]),
  /** What the field holds at first; for a hidden field its value. */
  default_value: z.string().max(500).default(""),
  /** Name of the parameter in the page's address that fills the field at first. */
  prefill: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{0,60}$/, "Use letters, digits, dots, dashes and underscores.")
    .default(""),
  maps_to: mapsTo.default("none"),
  /** True: the answer replaces what the contact already has. */
  overwrite: z.boolean().default(false),
});

const consent = z.strictObject({
  /** box: ticked by the visitor; notice: sending the form agrees to the words shown. */
  mode: z.enum(["none", "box", "notice"]).default("none"),
  text: z.string().max(2000).default(""),
  channel: z.literal("email").default("email"),
  required: z.boolean().default(false),
});

const success = z.strictObject({
  type: z.enum(["message", "redirect"]).default("message"),
  message: z.string().max(2000).default("Thank you. We have received your answers."),
  url: z.string().max(2000).default(""),
});

/** Everything a visitor sees of a form and what becomes of the answers. A draft may be unfinished; publishing may not. */
export const formContent = z.strictObject({
  fields: z.array(field).max(50),
  consent: consent.default(() => consent.parse({})),
  submit_label: z.string().max(60).default("Send"),
  success: success.default(() => success.parse({})),
  capture: z
    .strictObject({ utm: z.boolean().default(true), referrer: z.boolean().default(true) })
    .default(() => ({ utm: true, referrer: true })),
  appearance: z
    .strictObject({ title: z.string().max(200).default(""), intro: z.string().max(2000).default("") })
    .default(() => ({ title: "", intro: "" })),
});

export type FormContent = z.output<typeof formContent>;
export type FormField = FormContent["fields"][number];

/** The campaign parameters read from the page's address. */
export const utmNames = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"] as const;

export type AnswerValue = string | number | boolean | string[];
/** Answers by field key; a field left empty is not there. */
export type Answers = Record<string, AnswerValue>;

/** A field that offers choices. */
export const hasOptions = (one: Pick<FormField, "type">): boolean =>
  one.type === "select" || one.type === "radio" || one.type === "checkbox";

/** What a new form starts with: an email address and a first name. @param title shown above the fields */
export function newFormContent(title: string): FormContent {
  return formContent.parse({
    appearance: { title: title.slice(0, 200) },
    fields: [
      { id: "f1", key: "email", type: "email", label: "Email", required: true, maps_to: "email" },
      { id: "f2", key: "first_name", type: "text", label: "First name", maps_to: "first_name" },
    ],
  });
}
