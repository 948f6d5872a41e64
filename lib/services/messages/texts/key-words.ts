export type KeyWord = "stop" | "start" | "help";

const words: Record<KeyWord, string[]> = {
  stop: ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"],
  start: ["START", "UNSTOP", "YES"],
  help: ["HELP", "INFO"],
};
const meaning = new Map(Object.entries(words).flatMap(([key, list]) => list.map((word) => [word, key as KeyWord])));

/**
 * What a text asks for when it is one of the words carriers know (CTIA Messaging Principles 5.1; the list is Twilio's). Only the
 * whole text counts, whatever its case, with marks around it left away: "please stop by" is no STOP.
 */
export function keyWordOf(text: string): KeyWord | null {
  const bare = text
    .normalize("NFKC")
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")
    .toUpperCase();
  return meaning.get(bare) ?? null;
}
