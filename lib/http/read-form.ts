import { readAtMost } from "@/lib/http/read-body";
import { problemOfText } from "@/lib/http/stored-text";

/**
 * The fields of a form post of at most 256 KiB. Null when it is no form, names a field twice, or holds what cannot be stored: a
 * signature over such a thing cannot be checked without doubt.
 * @throws AppError 413
 */
export async function readForm(request: Request): Promise<Record<string, string> | null> {
  const bytes = await readAtMost({ request, mebibytes: 0.25 });
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get("content-type") ?? "")) return null;
  const fields: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(new TextDecoder("utf-8").decode(bytes))) {
    if (name === "__proto__" || Object.hasOwn(fields, name) || problemOfText(value) || problemOfText(name)) return null;
    fields[name] = value;
  }
  return fields;
}
