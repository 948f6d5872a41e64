import { AppError } from "@/lib/errors";
import type { RawAnswers } from "@/lib/forms/answers";
import { readBody, readLimited } from "@/lib/http/read-body";
import { cleanText } from "@/lib/text";

/**
 * Reads what a browser or a script posts to a form, at most 1 MiB, as texts by name (several of one name as a list).
 * Uploaded files are not kept.
 * @throws AppError 413, 415 or 400
 */
export async function readPost(request: Request): Promise<RawAnswers> {
  const type = (request.headers.get("content-type") ?? "").toLowerCase();
  if (type.startsWith("application/json")) {
    const { json } = await readBody(request);
    if (typeof json !== "object" || json === null || Array.isArray(json))
      throw new AppError("bad_request", "Send the answers as one JSON object.");
    return json as RawAnswers;
  }
  if (type.startsWith("application/x-www-form-urlencoded")) {
    const text = new TextDecoder().decode(await readLimited(request));
    return gather(new URLSearchParams(text));
  }
  if (type.startsWith("multipart/form-data")) {
    const bytes = await readLimited(request);
    const parsed = await new Response(bytes as BodyInit, {
      headers: { "content-type": request.headers.get("content-type") ?? "" },
    })
      .formData()
      .catch(() => null);
    if (!parsed) throw new AppError("bad_request", "The answers could not be read.");
    return gather(parsed);
  }
  throw new AppError("unsupported_type", "Send the answers as a form or as application/json.");
}

function gather(entries: Iterable<[string, FormDataEntryValue]>): RawAnswers {
  const raw: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of entries) {
    if (typeof value !== "string") continue;
    const text = cleanText(value);
    const before = raw[name];
    raw[name] = before === undefined ? text : [...(Array.isArray(before) ? before : [before]), text];
  }
  return raw;
}
