import fc from "fast-check";
import { z } from "zod";
import type { Contract } from "@/lib/api/contract";

type Json = { [key: string]: unknown };
/** JSON Schema as zod writes it for input. */
type Schema = Json & { type?: string; properties?: Record<string, Schema>; anyOf?: Schema[]; items?: Schema };

export interface Facts {
  /** Ids that exist, of all kinds. */
  known: string[];
  /** Every node type with the schema of its settings. */
  nodes: { type: string; config: z.ZodType }[];
}

/** Texts that broke something somewhere. */
export const nasty = fc.constantFrom(
  ...[
    "",
    " ",
    "\0",
    "a\0b",
    "\ud83d",
    "\udc00x",
    "\u202egnp.exe",
    "😀".repeat(60),
    "x".repeat(300),
    "y".repeat(20_000),
  ],
  ...["null", "undefined", "NaN", "true", "0", "-1", "1e999", "9".repeat(40), "0x10", "1.5", "2147483648"],
  ...["'", "';--", "\\", "%", "%00", "%_\\", "$1", "a:*", "{", "}", "[]", "{{ 7 | times: 7 }}", "{% if", "{{"],
  ...["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "=1+1", "../../etc/passwd"],
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "0001-01-01T00:00:00Z", "2026-02-30T00:00:00Z"],
  ...[
    "275760-09-13",
    "+00:00",
    "Mars/Olympus",
    "00000000-0000-0000-0000-000000000000",
    "ada@example.test",
    "\r\nBcc: e@x",
  ],
);

/** Anything JSON can say, leaning towards trouble. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  nasty,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -0,
    -1,
    0.1,
    1e308,
    2 ** 31,
    2 ** 53,
    -(2 ** 63),
    [],
    {},
    [[]],
    [null],
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.array(nasty, { maxLength: 5 }),
  fc.dictionary(nasty, nasty, { maxKeys: 4 }),
  fc.constant(Array.from({ length: 300 }, () => "x")),
  fc.nat(40).map((depth) => {
    let value: unknown = "deep";
    for (let n = 0; n < depth; n++) value = n % 2 ? [value] : { a: value };
    return value;
  }),
);

/** What the call could take: values of the right shape, some of them a little or wholly wrong. */
export function inputsOf({ declared, facts }: { declared: Contract; facts: Facts }) {
  const of = (schema?: z.ZodType) => (schema ? someOf({ schema: toSchema(schema), facts }) : fc.constant(undefined));
  return fc.record({ params: of(declared.params), query: mostly(of(declared.query)), body: mostly(of(declared.body)) });
}

const mostly = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 14, arbitrary: value }, { weight: 1, arbitrary: anything });

function toSchema(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
}

function someOf({ schema, facts }: { schema: Schema; facts: Facts }): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: fitting({ schema, facts }) }, { weight: 1, arbitrary: anything });
}

function fitting({ schema, facts }: { schema: Schema; facts: Facts }): fc.Arbitrary<unknown> {
  const inner = (each: Schema) => someOf({ schema: each, facts });
  const choices = schema.anyOf ?? (schema.oneOf as Schema[] | undefined);
  if (choices) return fc.oneof(...choices.map(inner));
  if (Array.isArray(schema.allOf)) return inner(schema.allOf[0] as Schema);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  if (schema.type === "object") return objectOf({ schema, facts });
  if (schema.type === "array") return fc.array(inner(schema.items ?? {}), { maxLength: 4 });
  if (schema.type === "boolean") return fc.boolean();
  if (schema.type === "null") return fc.constant(null);
  if (schema.type === "integer" || schema.type === "number")
    return fc.oneof(fc.integer({ min: -2, max: 250 }), fc.constantFrom(2 ** 31, 2 ** 53, 0.5));
  if (schema.type === "string") return textOf({ schema, facts });
  return anything;
}

function objectOf({ schema, facts }: { schema: Schema; facts: Facts }): fc.Arbitrary<unknown> {
  const names = Object.entries(schema.properties ?? {});
  const own = fc.record(
    Object.fromEntries(
      names.map(([name, each]) => [
        name,
        name === "draft" && isOpen(each) ? graphs(facts) : someOf({ schema: each, facts }),
      ]),
    ),
    {
      requiredKeys: (schema.required as string[] | undefined) ?? [],
    },
  );
  const open = schema.additionalProperties;
  const more =
    open && typeof open === "object" && Object.keys(open).length > 0
      ? someOf({ schema: open as Schema, facts })
      : anything;
  const named = fc.dictionary(
    fc.oneof(fc.constantFrom("note", "email", "nodes", "edges", "schemaVersion"), nasty),
    more,
    {
      maxKeys: 3,
    },
  );
  // Where nothing else is allowed, something else comes now and then.
  const also =
    open === false ? fc.oneof({ weight: 15, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: named }) : named;
  return fc.tuple(own, also).map(([mine, others]) => ({ ...others, ...mine }));
}

function textOf({ schema, facts }: { schema: Schema; facts: Facts }): fc.Arbitrary<string> {
  const ids = fc.constantFrom(...facts.known);
  if (schema.format === "uuid") return fc.oneof({ weight: 8, arbitrary: ids }, { weight: 1, arbitrary: fc.uuid() });
  if (schema.format === "email")
    return fc.constantFrom("ada@example.test", "ADA@example.test", "x@y.zz", "ä@example.test");
  if (schema.format === "date-time") return fc.constantFrom("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.123456+05:45");
  return fc.oneof(
    fc.constantFrom("Ada", "Europe/Berlin", "note", "a", "+49 30 901820", "ada@example.test", "1"),
    fc.string({ unit: "grapheme", maxLength: 30 }),
    nasty,
  );
}

const isOpen = (schema: Schema): boolean => schema.type === "object" && !schema.properties;

/** Drawings: nodes of real and made-up types with settings that nearly fit, edges between them and to nowhere. */
function graphs(facts: Facts): fc.Arbitrary<unknown> {
  const ids = fc.constantFrom("a", "b", "c", "d", "start", "gone");
  const typed = fc
    .constantFrom(...facts.nodes)
    .chain(({ type, config }) =>
      fc.record({ type: fc.constant<unknown>(type), config: someOf({ schema: toSchema(config), facts }) }),
    );
  const node = fc
    .tuple(typed, fc.record({ id: ids, key: ids, position: fc.constant({ x: 0, y: 0 }) }), fc.nat(30), anything)
    .map(([kind, rest, dice, odd]) => {
      const whole: Json = { ...kind, ...rest };
      const names = ["type", "config", "id", "key", "position", "settings", "version", "name"];
      return names[dice] ? { ...whole, [names[dice]]: odd } : whole;
    });
  const outlet = fc.oneof(fc.constantFrom("out", "yes", "no", "timeout", "else", "a"), nasty);
  const edge = fc
    .record({ id: fc.uuid(), source: ids, outlet, target: ids })
    .map((each) => ({ ...each, id: `${each.source}:${each.id.slice(0, 4)}` }));
  const nodes = fc.uniqueArray(node, { maxLength: 5, selector: (each) => JSON.stringify([each.id]) });
  const unique = nodes.map((list) =>
    list.map((each) => ({ ...each, key: typeof each.id === "string" ? `k_${each.id}` : each.key })),
  );
  const graph = fc.record({
    schemaVersion: fc.constantFrom<unknown>(1, 1, 1, 1, 1, 2, "1"),
    nodes: fc.oneof({ weight: 5, arbitrary: unique }, { weight: 1, arbitrary: nodes }),
    edges: fc.array(edge, { maxLength: 5 }),
  });
  return fc.oneof({ weight: 9, arbitrary: graph }, { weight: 1, arbitrary: anything });
}
