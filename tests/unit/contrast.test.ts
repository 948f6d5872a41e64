import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

/** Text pairs need 4.5:1 (WCAG 1.4.3); lines and marks that carry meaning need 3:1 (WCAG 1.4.11). */
const textPairs = [
  ...["background", "card", "popover", "muted", "accent", "sidebar"].flatMap((ground) => [
    ["foreground", ground],
    ["muted-foreground", ground],
    ["primary", ground],
  ]),
  ["primary-foreground", "primary"],
  ["primary-foreground", "primary-hover"],
  ["primary", "primary-soft"],
  ["foreground", "primary-soft"],
  ["muted-foreground", "primary-soft"],
  ["destructive-foreground", "destructive"],
  ["destructive-foreground", "destructive-hover"],
  ...["running", "waiting", "done", "failed", "skipped", "test"].flatMap((state) => [
    [state, `${state}-soft`],
    [state, "background"],
    [state, "card"],
    [state, "popover"],
    ["foreground", `${state}-soft`],
  ]),
];
const linePairs = ["background", "card", "popover", "sidebar"].flatMap((ground) => [
  ["input", ground],
  ["ring", ground],
  ["destructive", ground],
]);

describe.each([":root", ".dark"])("colours of %s", (selector) => {
  const tokens = readTokens(selector);
  test.each(textPairs)("%s is readable on %s", (text, ground) => {
    expect(contrast(tokens, text!, ground!)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(linePairs)("%s is visible on %s", (line, ground) => {
    expect(contrast(tokens, line!, ground!)).toBeGreaterThanOrEqual(3);
  });
});

test("the measure itself gives 21 for black on white", () => {
  const tokens = new Map([
    ["black", "oklch(0 0 0)"],
    ["white", "oklch(1 0 0)"],
  ]);
  expect(contrast(tokens, "black", "white")).toBeCloseTo(21, 1);
});

function readTokens(selector: string): Map<string, string> {
  const block = css.split(`\n${selector} {`)[1]?.split("\n}")[0] ?? "";
  return new Map([...block.matchAll(/--([\w-]+): (oklch\([^)]+\));/g)].map((found) => [found[1]!, found[2]!]));
}

function contrast(tokens: Map<string, string>, a: string, b: string): number {
  const [light, dark] = [luminance(tokens.get(a)), luminance(tokens.get(b))].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of an opaque oklch colour, through Björn Ottosson's OKLab matrices, clipped to sRGB. */
function luminance(colour: string | undefined): number {
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(colour ?? "");
  if (!parts) throw new Error(`Not an opaque oklch colour: ${colour}`);
  const [L, C, H] = parts.slice(1).map(Number) as [number, number, number];
  const a = C * Math.cos((H * Math.PI) / 180);
  const b = C * Math.sin((H * Math.PI) / 180);
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
