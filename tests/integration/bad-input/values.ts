import fc from "fast-check";
import { z } from "zod";
import type { Contract } from "@/lib/api/contract";

type Json = { [key: string]: unknown };
/** JSON Schema as zod writes it for input. */
type Schema = Json & { type?: string; properties?: Record<string, Schema>; anyOf?: Schema[]; items?: Schema };

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

/** What the call could take: values of the right shape, some of them a little or wholly wrong. `known` are ids that exist. */
export function inputsOf({ declared, known }: { declared: Contract; known: string[] }) {
  const of = (schema?: z.ZodType) => (schema ? someOf({ schema: toSchema(schema), known }) : fc.constant(undefined));
  return fc.record({ params: of(declared.params), query: mostly(of(declared.query)), body: mostly(of(declared.body)) });
}

const mostly = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 14, arbitrary: value }, { weight: 1, arbitrary: anything });

function toSchema(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
}

function someOf({ schema, known }: { schema: Schema; known: string[] }): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: fitting({ schema, known }) }, { weight: 1, arbitrary: anything });
}

function fitting({ schema, known }: { schema: Schema; known: string[] }): fc.Arbitrary<unknown> {
  const inner = (each: Schema) => someOf({ schema: each, known });
  const choices = schema.anyOf ?? (schema.oneOf as Schema[] | undefined);
  if (choices) return fc.oneof(...choices.map(inner));
  if (Array.isArray(schema.allOf)) return inner(schema.allOf[0] as Schema);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  if (schema.type === "object") return objectOf({ schema, known });
  if (schema.type === "array") return fc.array(inner(schema.items ?? {}), { maxLength: 4 });
  if (schema.type === "boolean") return fc.boolean();
  if (schema.type === "null") return fc.constant(null);
  if (schema.type === "integer" || schema.type === "number")
    return fc.oneof(fc.integer({ min: -2, max: 250 }), fc.constantFrom(2 ** 31, 2 ** 53, 0.5));
  if (schema.type === "string") return textOf({ schema, known });
  return anything;
}

function objectOf({ schema, known }: { schema: Schema; known: string[] }): fc.Arbitrary<unknown> {
  const names = Object.entries(schema.properties ?? {});
  const own = fc.record(Object.fromEntries(names.map(([name, each]) => [name, someOf({ schema: each, known })])), {
    requiredKeys: (schema.required as string[] | undefined) ?? [],
  });
  const open = schema.additionalProperties;
  const more =
    open && typeof open === "object" && Object.keys(open).length > 0
      ? someOf({ schema: open as Schema, known })
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

function textOf({ schema, known }: { schema: Schema; known: string[] }): fc.Arbitrary<string> {
  const ids = fc.constantFrom(...known);
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
