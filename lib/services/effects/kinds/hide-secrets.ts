import type { Answer } from "@/lib/net/send-once";

/** Shorter ones stand in too many texts that have nothing to do with them. */
const MIN_LENGTH = 4;
const HIDDEN = "•••";

/** An answer without the secrets that went out with its request: receivers repeat them in errors, echoes and redirects. */
export function hideSecrets<A extends Answer>({ answer, values }: { answer: A; values: string[] }): A {
  const spellings = values
    .filter((value) => value.length >= MIN_LENGTH)
    .flatMap((value) => [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)])
    // A secret may be a part of another one.
    .sort((a, b) => b.length - a.length);
  if (spellings.length === 0) return answer;
  const hide = (text: string) => spellings.reduce((rest, spelling) => rest.replaceAll(spelling, HIDDEN), text);
  return {
    ...answer,
    body: Buffer.from(hide(answer.body.toString("utf8"))),
    headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, hide(value)])),
  };
}
