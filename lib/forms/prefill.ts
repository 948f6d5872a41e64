import { type FormContent, utmNames } from "@/lib/forms";
import type { RawAnswers } from "@/lib/forms/answers";
import { cleanText } from "@/lib/text";

/** The form's own hidden inputs: where the visitor came from. */
export const trackingNames = [...utmNames.map((name) => `_${name}`), "_referrer"];

/**
 * What the page's inputs hold at first: each field's own start value, or what the address says under the field's parameter;
 * and campaign and referrer in hidden inputs, so that they survive without cookies or scripts.
 */
export function prefill({ content, url, referrer }: { content: FormContent; url: URL; referrer: string | null }) {
  const values: Record<string, string | string[]> = {};
  const hidden: Record<string, string> = {};
  for (const field of content.fields) {
    const given = field.prefill
      ? url.searchParams.getAll(field.prefill).map((one) => cleanText(one.slice(0, 500)))
      : [];
    const text = given[0] ?? field.default_value;
    if (field.type === "hidden") {
      if (text) hidden[field.key] = text;
    } else values[field.key] = field.type === "checkbox" && given.length > 0 ? given : text;
  }
  if (content.capture.utm)
    for (const name of utmNames) {
      const value = cleanText((url.searchParams.get(name) ?? "").slice(0, 200));
      if (value) hidden[`_${name}`] = value;
    }
  if (content.capture.referrer && referrer) hidden._referrer = cleanText(referrer.slice(0, 2000));
  return { values, hidden };
}

/** What a post says of the visitor's way here; only what the form asks for is read. */
export function readTracking({ content, raw }: { content: FormContent; raw: RawAnswers }): {
  utm: Record<string, string>;
  referrer: string | null;
} {
  const text = (name: string, longest: number) => {
    const value = Object.hasOwn(raw, name) ? raw[name] : "";
    return typeof value === "string" ? cleanText(value.trim().slice(0, longest)) : "";
  };
  const utm = content.capture.utm
    ? utmNames.flatMap((name) => (text(`_${name}`, 200) ? [[name, text(`_${name}`, 200)]] : []))
    : [];
  return { utm: Object.fromEntries(utm), referrer: content.capture.referrer ? text("_referrer", 2000) || null : null };
}
