import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { render } from "@/lib/template";

const filled = (template: string, x: unknown): string => render({ template, state: { x }, as: "json" }).text;

describe("values in JSON", () => {
  test("keep their kind where they stand alone, and are text inside quotes", () => {
    expect(JSON.parse(filled('{"a":{{ x }},"b":"<{{ x }}>"}', 4.5))).toEqual({ a: 4.5, b: "<4.5>" });
    expect(JSON.parse(filled('{"a":{{ x }},"b":"<{{ x }}>"}', null))).toEqual({ a: null, b: "<>" });
    expect(JSON.parse(filled("[{{ x }}]", true))).toEqual([true]);
    expect(JSON.parse(filled('{"a":{{ x }},"b":"{{ x }}"}', ["p", "q"]))).toEqual({ a: ["p", "q"], b: "p, q" });
    expect(JSON.parse(filled('{"{{ x }}": "\\"{{ x }}\\""}', "k"))).toEqual({ k: '"k"' });
    expect(JSON.parse(filled('{"a":{{ x | upcase }},"b":{{ y }}}', "ab"))).toEqual({ a: "AB", b: null });
  });

  test("of any kind never change the shape of what the author wrote", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom('"', '\\"', '","admin":true,"', "\ue0000022\ue001", "\\"),
    );
    fc.assert(
      fc.property(text, (x) => {
        const found = JSON.parse(filled('{"a":{{ x }},"b":"{{ x }}","c":["\\\\",{{ x }}]}', x));
        const stored = x.toWellFormed();
        expect(Object.keys(found)).toEqual(["a", "b", "c"]);
        expect(found.b).toBe(stored);
        expect(found.c).toHaveLength(2);
        expect(typeof found.a).toBe("string");
      }),
      { numRuns: 2000 },
    );
  });
});

test("values in Slack messages cannot be mentions or links", () => {
  const { text } = render({ template: "<@U1> {{ x }}", state: { x: "<!here> & <https://a|b>" }, as: "slack" });
  expect(text).toBe("<@U1> &lt;!here&gt; &amp; &lt;https://a|b&gt;");
});
