import { AppError } from "@/lib/errors";

export const MAX_BODY_BYTES = 1024 * 1024;
export const MAX_DEPTH = 32;

/**
 * Reads a JSON body of at most 1 MiB, nested at most 32 deep. An empty body counts as `{}`.
 * @throws AppError 413, 415 or 400 in words that say what to change
 */
export async function readBody(request: Request): Promise<{ json: unknown; text: string }> {
  const bytes = await readLimited(request);
  if (bytes.byteLength === 0) return { json: {}, text: "" };
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) throw new AppError("unsupported_type", "Send the body as application/json.");
  const text = new TextDecoder("utf-8").decode(bytes);
  // Checked before parsing: the parser itself accepts 200,000 nested arrays.
  requireShallow(text);
  try {
    return { json: JSON.parse(text), text };
  } catch (error) {
    throw new AppError("bad_request", `The body is not valid JSON: ${(error as Error).message}.`);
  }
}

/** Reads at most 1 MiB, whatever Content-Length claims. @throws AppError 413 */
export async function readLimited(request: Request): Promise<Uint8Array> {
  const tooLarge = () => new AppError("too_large", "The body is larger than 1 MiB.");
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > MAX_BODY_BYTES) throw tooLarge();
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
