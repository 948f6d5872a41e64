import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { checkTemplate, render, variablesOf } from "@/lib/template";
import type { Landing } from "@/lib/template/landing";

const now = "2030-01-01T10:30:00.000Z";
const base = {
  contact: {
    email: "ada@example.com",
    first_name: "Ada",
    last_name: null,
    tags: ["vip", "new"],
    custom: { plan: "pro" },
    created_at: now,
  },
  trigger: { data: { answers: { budget: "Over 10k" } } },
  steps: { send_email_2: { subject: "Hi" } },
  workspace: { timeZone: "Europe/Berlin" },
};
const text = (template: string, as: Landing = "plain", state: object = base) =>
  render({ template, state, as, now }).text;
const withName = (first_name: unknown) => ({ contact: { first_name } });

describe("what a template can read", () => {
  test("contact, answers, outputs, and the contact's own fields by flat names", () => {
    expect(
      text("{{ contact.first_name }} {{ email }} {{ trigger.answers.budget }} {{ steps.send_email_2.subject }}"),
    ).toBe("Ada ada@example.com Over 10k Hi");
    expect(text("{{ contact.tags }} {{ tags | first }} {{ contact.custom.plan | upcase }}")).toBe("vip, new vip PRO");
  });
  test("nothing for groups of values, nothing inherited", () => {
    expect(
      text(
        "[{{ contact }}{{ contact.constructor }}{{ contact.tags.constructor.name }}{{ contact.constructor.name }}{{ __proto__ }}]",
      ),
    ).toBe("[]");
  });
  test("own properties only: what a value inherits stays out of reach", () => {
    const contact = Object.assign(Object.create({ secret: "inherited" }), { first_name: "Ada" });
    expect(text("{{ contact.first_name }}[{{ contact.secret }}]", "plain", { contact })).toBe("Ada[]");
  });
  test("dates in the workspace's zone, and now is the given instant", () => {
    expect(text("{{ created_at | date }}")).toBe("1 January 2030");
    expect(text("{{ 'now' | date: '%H:%M' }} {{ 'now' | date: '%H:%M', 'UTC' }} {{ now | date: '%Y' }}")).toBe(
      "11:30 10:30 2030",
    );
  });
  test("if, case, for and fallbacks", () => {
    expect(
      text(
        "{% if contact.custom.plan == 'pro' %}A{% else %}B{% endif %}{% for tag in contact.tags %}-{{ tag }}{% endfor %}",
      ),
    ).toBe("A-vip-new");
    expect(text('{{ contact.last_name | default: "there" }}{{ nope | default: "x" }}')).toBe("therex");
    expect(text('{{ contact.first_name | default: "there" }}', "plain", withName("  "))).toBe("there");
  });
  test("names without a value are empty and reported, unless they have a fallback or only decide", () => {
    const template =
      '{{ contact.first_name }}{{ contact.nickname }}{{ contact.last_name }}{{ a.b | default: "x" }}{% if c %}{% endif %}{{ contact.nickname }}';
    expect(render({ template, state: base, as: "plain", now })).toEqual({
      text: "Adax",
      missing: ["contact.nickname", "contact.last_name"],
      problem: null,
    });
  });
});

describe("escaping by place", () => {
  const nasty = `<b>"x" & 'y'</b>\r\nBcc: evil@example.com`;
  test("html", () => {
    expect(text("<p>{{ first_name }}</p>", "html", withName(nasty))).toBe(
      "<p>&lt;b&gt;&#34;x&#34; &amp; &#39;y&#39;&lt;/b&gt;\r\nBcc: evil@example.com</p>",
    );
  });
  test("header: one line, whatever the value or the template holds", () => {
    expect(text("Hi {{ first_name }}\n!", "header", withName("a\r\n\u0085Bcc: b\u2028c"))).toBe("Hi a Bcc: b c !");
  });
  test("url", () => {
    expect(text("https://x.test/?e={{ first_name }}", "url", withName("a&b=c d\ud800"))).toBe(
      "https://x.test/?e=a%26b%3Dc%20d%EF%BF%BD",
    );
  });
  test("markdown: a value cannot become a link, a heading, a list, a tag or a code block", () => {
    const md = new MarkdownIt({ html: true, linkify: true });
    for (const value of [
      "[x](javascript:alert(1))",
      "# big",
      "- item",
      "1. item",
      "<script>x</script>",
      "`code`",
      "a\n\n# b",
      "***",
      "https://evil.test",
      "&lt;",
      "| a |\n|--|",
      "a\n===",
      "\\",
    ]) {
      const html = md.render(text("{{ first_name }} ends", "markdown", withName(value)));
      const tags = html.match(/<[^>]+>/g);
      expect(tags, `${value} → ${html}`).toEqual(["<p>", "</p>"]);
    }
  });
  test("there is no way around it", () => {
    expect(checkTemplate("{{ contact.first_name | raw }}")?.message).toBe('There is no filter "raw".');
    expect(checkTemplate("{{ contact.first_name | url_decode }}")?.message).toContain("no filter");
    for (const tag of ["include", "render", "layout", "block", "echo", "liquid", "capture"]) {
      expect(checkTemplate(`{% ${tag} 'x' %}`)?.message, tag).toBe(`There is no tag "${tag}" here.`);
    }
  });
});

describe("checking", () => {
  test("says in words what is wrong and where", () => {
    const cases: [string, string, number, number][] = [
      ["{{ a", '"{{ a" is not closed with "}}".', 1, 1],
      ["x\n {{ a | shout }}", 'There is no filter "shout".', 2, 2],
      ["{% if a %}x", '"{% if a %}" has no end tag.', 1, 1],
      ["{{ }}", "A value is missing.", 1, 4],
      ["{{ first name }}", 'One "{{ … }}" can print one value only.', 1, 10],
      ["{% endif %}", 'There is no tag "endif" here.', 1, 1],
    ];
    for (const [template, message, line, column] of cases)
      expect(checkTemplate(template), template).toEqual({ message, line, column });
    expect(checkTemplate("Hello {{ contact.first_name | default: 'there' }}")).toBeNull();
    expect(checkTemplate("x".repeat(300_000))?.message).toBe("The template is too large.");
  });
  test("lists variables in order, also inside tags, but not loop names", () => {
    const found = variablesOf(
      '{{ a.b }}{% for i in c %}{{ i.x }}{{ d["e f"] | default: "" }}{% endfor %}{% assign y = g %}{{ y }}{{ h[k] }}',
    );
    expect(found.map(({ path, hasFallback }) => `${path}${hasFallback ? "?" : ""}`)).toEqual([
      "a.b",
      "c?",
      "d.e f?",
      "g",
      "h",
      "k?",
    ]);
    expect(variablesOf("{{ broken")).toEqual([]);
  });
  test("a template that asks for too much gives no text and a reason, quickly", () => {
    for (const template of [
      "{% for i in (1..1000000000) %}x{% endfor %}",
      "{% assign s = 'xxxxxxxxxx' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}",
    ]) {
      const result = render({ template, state: base, as: "plain", now });
      expect(result).toEqual({ text: "", missing: [], problem: "The template is too large." });
    }
  });
});

const pieces = fc.constantFrom(
  "{{",
  "}}",
  "{%",
  "%}",
  " contact.first_name ",
  "|",
  " default: 'x' ",
  " if ",
  " endif ",
  " for i in (1..3) ",
  " endfor ",
  "'",
  '"',
  " date ",
  "x",
  "[",
  "]",
  ".",
  "-",
  " assign a = ",
  "\n",
  " contact.tags ",
  " == ",
  " raw ",
  " endraw ",
  " comment ",
  " case ",
  " when ",
  " slice: 1, 99 ",
  " split: '' ",
  " map: 'a' ",
  " sort ",
  " join ",
);
const landings = fc.constantFrom<Landing>("plain", "html", "markdown", "url", "header");

test("no template with no values ever throws while rendering", () => {
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 14 }),
      fc.anything({ withDate: true, withBigInt: true }),
      landings,
      (parts, value, as) => {
        const result = render({
          template: parts.join(""),
          state: { contact: { first_name: value, tags: value } },
          as,
          now,
        });
        expect(result.text).toBeTypeOf("string");
        expect(checkTemplate(parts.join("")) === null || result.text === "" || result.problem === null).toBe(true);
      },
    ),
    { numRuns: 3000 },
  );
});

test("a value is printed, never evaluated: what looks like a template in it stays text", () => {
  const value = fc.oneof(
    fc.constantFrom("{{ email }}", "{% if true %}x{% endif %}", "{{ 'a' | upcase }}", "{%- raw -%}"),
    fc.array(pieces).map((parts) => parts.join("")),
    fc.string(),
  );
  fc.assert(
    fc.property(value, (typed) => {
      expect(text("[{{ contact.first_name }}]", "plain", withName(typed))).toBe(`[${typed}]`);
      expect(text("{% assign a = contact.first_name %}[{{ a }}]", "plain", withName(typed))).toBe(`[${typed}]`);
      expect(text("{{ contact.first_name }}", "html", withName(typed))).not.toMatch(/[<>"']/);
      expect(text("{{ contact.first_name }}", "header", withName(typed))).not.toMatch(/[\r\n]/);
    }),
  );
});
