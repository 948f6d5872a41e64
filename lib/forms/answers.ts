import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import type { Answers, AnswerValue, FormContent, FormField } from "@/lib/forms";
import { cleanText } from "@/lib/text";

/** What came in for one field: texts of a form post, or JSON values. */
export type RawAnswers = Record<string, unknown>;

export interface ReadAnswers {
  answers: Answers;
  /** One plain sentence per refused field, by key, in the order of the form. */
  errors: Record<string, string>;
  consentGiven: boolean;
}

const email = z.email().max(254);
const LONGEST: Partial<Record<FormField["type"], number>> = { textarea: 5000, hidden: 1000 };

/**
 * Checks what a visitor sent against the version of the form that was shown.
 * Empty answers are left out; emails come back in small letters, phones as E.164, numbers as numbers.
 * @param raw by field key; `_consent` is the consent box
 */
export function readAnswers({ content, raw }: { content: FormContent; raw: RawAnswers }): ReadAnswers {
  const answers: Answers = {};
  const errors: Record<string, string> = {};
  for (const field of content.fields) {
    const read = readOne({ field, given: Object.hasOwn(raw, field.key) ? raw[field.key] : undefined });
    if ("error" in read) errors[field.key] = read.error;
    else if (read.value !== undefined) answers[field.key] = read.value;
  }
  const ticked = isTicked(Object.hasOwn(raw, "_consent") ? raw._consent : undefined);
  if (content.consent.mode === "box" && content.consent.required && !ticked)
    errors._consent = "Please tick this box to go on.";
  const consentGiven = content.consent.mode === "notice" || (content.consent.mode === "box" && ticked);
  return { answers, errors, consentGiven };
}

type Read = { value?: AnswerValue } | { error: string };

function readOne({ field, given }: { field: FormField; given: unknown }): Read {
  if (field.type === "checkbox")
    return field.options.length > 0 ? readChoices({ field, given }) : readBox({ field, given });
  const text = toText(given);
  if (text === null) return { error: "This answer cannot be read." };
  const trimmed = field.type === "textarea" ? text.replaceAll("\r\n", "\n").trim() : text.trim();
  if (trimmed === "") return field.required && field.type !== "hidden" ? { error: missing(field) } : {};
  const longest = LONGEST[field.type] ?? 500;
  if (trimmed.length > longest) return { error: `Use at most ${longest} characters.` };
  return check[field.type](trimmed, field);
}

const check: Record<Exclude<FormField["type"], "checkbox">, (text: string, field: FormField) => Read> = {
  text: (value) => ({ value }),
  textarea: (value) => ({ value }),
  hidden: (value) => ({ value }),
  email: (text) => {
    const value = text.toLowerCase();
    return email.safeParse(value).success ? { value } : { error: "Write a full email address, like name@example.com." };
  },
  phone: (text) => {
    const value = readPhone(text);
    return value ? { value } : { error: "Write the number with its country code, like +44 20 7946 0958." };
  },
  number: (text) => {
    // A comma as decimal sign is common; thousands signs are not guessed at.
    const plain = text.replace(/^([+-]?\d+),(\d+)$/, "$1.$2");
    const value = Number(plain);
    return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) && Number.isFinite(value)
      ? { value }
      : { error: "Write a number, like 12 or 3.5." };
  },
  select: readChoice,
  radio: readChoice,
  date: (text) => {
    const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
    const real = at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
    return real ? { value: text } : { error: "Write a date as year-month-day, like 2026-04-30." };
  },
};

/** A phone number in E.164, or null. The country code is needed: whose number it is cannot be guessed. `00` counts as `+`. */
export function readPhone(text: string): string | null {
  const found = parsePhoneNumberFromString(text.trim().replace(/^00/, "+"));
  return found?.isPossible() && /^\+[1-9]\d{6,14}$/.test(found.number) ? found.number : null;
}

function readChoice(text: string, field: FormField): Read {
  return field.options.some((option) => option.value === text)
    ? { value: text }
    : { error: "Choose one of the answers." };
}

function readChoices({ field, given }: { field: FormField; given: unknown }): Read {
  const list = given === undefined || given === null || given === "" ? [] : Array.isArray(given) ? given : [given];
  const known = field.options.map((option) => option.value);
  if (!list.every((one) => typeof one === "string" && known.includes(one)))
    return { error: "Choose from the answers shown." };
  const value = known.filter((one) => list.includes(one));
  if (value.length > 0) return { value };
  return field.required ? { error: "Choose at least one answer." } : {};
}

function readBox({ field, given }: { field: FormField; given: unknown }): Read {
  const value = isTicked(given);
  return field.required && !value ? { error: "Please tick this box to go on." } : { value };
}

function isTicked(given: unknown): boolean {
  return given === true || given === "on" || given === "true" || given === "yes" || given === "1";
}

/** Null for what is no single value: a list or an object where a text belongs. */
function toText(given: unknown): string | null {
  if (given === undefined || given === null) return "";
  // Two inputs of one name in a post: the first counts, as in browsers' own FormData.get().
  const one = Array.isArray(given) && given.every((item) => typeof item === "string") ? given[0] : given;
  if (typeof one === "string") return cleanText(one);
  return typeof one === "number" || typeof one === "boolean" ? String(one) : null;
}

function missing(field: FormField): string {
  if (field.type === "select" || field.type === "radio") return "Choose one of the answers.";
  if (field.type === "email") return "Write your email address.";
  return "Please fill in this field.";
}
