import { defaultFilter } from "cmdk";

/**
 * How well a step fits what was typed, from 0 (not at all) to 1: the beginning of its name before a word of it, a word before
 * its description, and letters in the right order last. `value` is the step's label and type, `keywords` its description and
 * group.
 */
export function matchStep(value: string, search: string, keywords: string[] = []): number {
  const name = value.toLowerCase();
  const typed = search.trim().toLowerCase();
  if (typed === "" || name.startsWith(typed)) return 1;
  const all = (text: string) => {
    const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return typed.split(/\s+/).every((part) => words.some((word) => word.startsWith(part)));
  };
  if (all(value)) return 0.8;
  if (name.includes(typed)) return 0.6;
  if (all(`${value} ${keywords.join(" ")}`)) return 0.4;
  return 0.2 * (defaultFilter?.(value, search) ?? 0);
}
