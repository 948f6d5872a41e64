import { AppError, type FieldError } from "@/lib/errors";
import { problemOfText } from "@/lib/http/stored-text";

export const MAX_BODY_BYTES = 1024 * 1024;
export const MAX_DEPTH = 32;

/**
 * Reads a JSON body of at most 1 MiB, nested at most 32 deep. An empty body counts as `{}`.
 * @throws AppError 413, 415, 400 or 422 in words that say what to change
 */
export async function readBody(request: Request): Promise<{ json: unknown; text: string }> {
  const bytes = await readLimited(request);
  if (bytes.byteLength === 0) return { json: {}, text: "" };
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) throw new AppError("unsupported_type", "Send the body as application/json.");
  const text = new TextDecoder("utf-8").decode(bytes);
  // Checked before parsing: the parser itself accepts 200,000 nested arrays.
  requireShallow(text);
  const json = parseJson(text);
  // What cannot be stored can only be spelt with an escape: raw control characters are no JSON, and the decoder mends the rest.
  const found = /\\u|__proto__/.test(text) ? firstProblem({ value: json, path: [] }) : null;
  if (found) throw new AppError("validation", `${found.path || "body"}: ${found.message}`, { fields: [found] });
  return { json, text };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError("bad_request", `The body is not valid JSON: ${(error as Error).message}.`);
  }
}

/** The first place that holds a text the database refuses, or a name that would change the object instead of naming a field. */
function firstProblem({ value, path }: { value: unknown; path: string[] }): FieldError | null {
  if (typeof value === "string") {
    const message = problemOfText(value);
    return message ? { path: path.join("."), message } : null;
  }
  if (typeof value !== "object" || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key.toWellFormed().replaceAll("\0", "")];
    const message = key === "__proto__" ? "This field is not known here." : problemOfText(key);
    const found = message ? { path: at.join("."), message } : firstProblem({ value: inner, path: at });
    if (found) return found;
  }
  return null;
}

/** Reads at most 1 MiB, whatever Content-Length claims. @throws AppError 413 */
export function readLimited(request: Request): Promise<Uint8Array> {
  return readAtMost({ request, mebibytes: MAX_BODY_BYTES / 1024 / 1024 });
}

/** Reads a body of at most so many MiB, whatever Content-Length claims. @throws AppError 413 */
export async function readAtMost({
  request,
  mebibytes,
}: {
  request: Request;
  mebibytes: number;
}): Promise<Uint8Array<ArrayBuffer>> {
  const most = mebibytes * 1024 * 1024;
  const tooLarge = () => new AppError("too_large", `The body is larger than ${mebibytes} MiB.`);
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > most) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function requireShallow(text: string): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === "\\") i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === "{" || c === "[") {
      if (++depth > MAX_DEPTH) throw new AppError("bad_request", `The body is nested deeper than ${MAX_DEPTH} levels.`);
    } else if (c === "}" || c === "]") depth--;
  }
}
