import type { FieldError } from "@/lib/errors";
import { contactTargets, type FormContent, type FormField } from "@/lib/forms";

/**
 * What stands in the way of publishing, one plain sentence per place; empty when nothing does.
 * Paths start at the form: `draft.fields.2.label`.
 */
export function formProblems(content: FormContent): FieldError[] {
  const problems: FieldError[] = [];
  const say = (path: string, message: string) => problems.push({ path: `draft.${path}`, message });
  if (!content.fields.some((one) => one.type !== "hidden"))
    say("fields", "Add at least one field that visitors can fill in.");
  const keys = new Set<string>();
  const ids = new Set<string>();
  const targets = new Map<string, string>();
  content.fields.forEach((one, index) => {
    const at = `fields.${index}`;
    if (ids.has(one.id)) say(`${at}.id`, "Another field has the same id.");
    ids.add(one.id);
    if (keys.has(one.key)) say(`${at}.key`, `Another field already uses the key "${one.key}".`);
    keys.add(one.key);
    if (one.type !== "hidden" && one.label.trim() === "") say(`${at}.label`, "Give this field a label.");
    for (const [path, message] of optionProblems(one)) say(`${at}.${path}`, message);
    const wrong = mappingProblem({ field: one, targets });
    if (wrong) say(`${at}.maps_to`, wrong);
    if (one.maps_to !== "none") targets.set(one.maps_to, one.label || one.key);
  });
  if (content.consent.mode !== "none" && content.consent.text.trim() === "")
    say("consent.text", "Write what visitors agree to.");
  if (content.submit_label.trim() === "") say("submit_label", "Give the button a label.");
  if (content.success.type === "redirect") {
    if (!isWebAddress(content.success.url))
      say("success.url", "Write a full address that starts with https:// or http://.");
  } else if (content.success.message.trim() === "") say("success.message", "Write what visitors read after sending.");
  return problems;
}

/** Whether a text is a complete http or https address: the only places a form may send a visitor to. */
export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (url.protocol === "https:" || url.protocol === "http:") && url.username === "" && url.password === "";
}

function optionProblems(one: FormField): [path: string, message: string][] {
  const found: [string, string][] = [];
  if ((one.type === "select" || one.type === "radio") && one.options.length === 0)
    found.push(["options", "Add at least one choice."]);
  if (one.type !== "select" && one.type !== "radio" && one.type !== "checkbox") return found;
  const values = new Set<string>();
  one.options.forEach((option, index) => {
    if (option.label.trim() === "") found.push([`options.${index}.label`, "Give this choice a label."]);
    if (option.value.trim() === "") found.push([`options.${index}.value`, "Give this choice a value."]);
    else if (values.has(option.value))
      found.push([`options.${index}.value`, `Another choice has the value "${option.value}".`]);
    values.add(option.value);
  });
  if (one.default_value && one.options.length > 0 && !values.has(one.default_value))
    found.push(["default_value", "The first value must be one of the choices."]);
  return found;
}

/** Which contact fields an answer of a type may fill: an address only comes from a field that checks it. */
export function targetsFor(type: FormField["type"]): readonly string[] {
  return contactTargets.filter((target) => {
    if (target === "email") return type === "email";
    if (target === "phone") return type === "phone";
    return type !== "checkbox" && type !== "email" && type !== "phone" && type !== "date";
  });
}

function mappingProblem({ field, targets }: { field: FormField; targets: Map<string, string> }): string | null {
  if (field.maps_to === "none") return null;
  const taken = targets.get(field.maps_to);
  if (taken !== undefined) return `"${taken}" already fills this contact field.`;
  if (field.maps_to.startsWith("custom.")) return null;
  if (!targetsFor(field.type).includes(field.maps_to))
    return `A field of this type cannot fill the contact's ${field.maps_to.replace("_", " ")}.`;
  return null;
}
