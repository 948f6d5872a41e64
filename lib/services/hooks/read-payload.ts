import { AppError } from "@/lib/errors";
import { readBody } from "@/lib/http/read-body";
import { cleanText } from "@/lib/text";

/**
 * The payload of a delivery: JSON (of any media type that says so, or none), or a form as an object of texts.
 * @throws AppError 400, 415 or 422 in words
 */
export async function readPayload({
  body,
  type,
}: {
  body: Uint8Array<ArrayBuffer>;
  type: string | null;
}): Promise<unknown> {
  const media = (type ?? "").split(";")[0]!.trim().toLowerCase();
  if (media === "application/x-www-form-urlencoded") {
    const payload: Record<string, string> = {};
    for (const [name, value] of new URLSearchParams(new TextDecoder().decode(body)))
      if (name !== "__proto__") payload[cleanText(name)] = cleanText(value);
    return payload;
  }
  if (media !== "" && media !== "text/plain" && !/^application\/(.+\+)?json$/.test(media))
    throw new AppError("unsupported_type", "Send the payload as application/json or as a form.");
  // Its limits on nesting and on what can be stored hold here too.
  const { json } = await readBody(
    new Request("http://hook/", { method: "POST", body, headers: { "content-type": "application/json" } }),
  );
  return json;
}
