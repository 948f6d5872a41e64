type Json = Record<string, unknown>;

/** One setting or field of a JSON Schema, ready to be shown in a row. `name` is the dotted path, `[]` marks lists. */
export interface SchemaField {
  name: string;
  title: string | null;
  description: string | null;
  type: string;
  required: boolean;
  fallback: string | null;
}

const MAX_DEPTH = 3;

/** The fields of an object schema as rows, nested ones under their parent's name. */
export function schemaFields(schema: Json): SchemaField[] {
  return rows({ schema, prefix: "", depth: 0 });
}

function rows({ schema, prefix, depth }: { schema: Json; prefix: string; depth: number }): SchemaField[] {
  const branches = (schema.oneOf ?? schema.anyOf) as Json[] | undefined;
  if (branches && !schema.properties) return merged(branches.map((branch) => rows({ schema: branch, prefix, depth })));
  const required = (schema.required as string[] | undefined) ?? [];
  return Object.entries((schema.properties as Record<string, Json> | undefined) ?? {}).flatMap(([key, field]) => {
    const name = `${prefix}${key}`;
    const row: SchemaField = {
      name,
      title: (field.title as string | undefined) ?? null,
      description: (field.description as string | undefined) ?? null,
      type: typeWords(field),
      required: required.includes(key) && field.default === undefined,
      fallback: field.default === undefined ? null : valueWords(field.default),
    };
    if (depth + 1 >= MAX_DEPTH) return [row];
    const inner = field.type === "array" ? (field.items as Json | undefined) : field;
    const below = inner
      ? rows({ schema: inner, prefix: `${name}${field.type === "array" ? "[]" : ""}.`, depth: depth + 1 })
      : [];
    return [row, ...below];
  });
}

/** Variants of one setting share most of their fields: each name once, required only where every variant says so. */
function merged(variants: SchemaField[][]): SchemaField[] {
  const byName = new Map<string, SchemaField>();
  for (const field of variants.flat()) {
    const before = byName.get(field.name);
    const inAll = variants.every((fields) => fields.some((one) => one.name === field.name && one.required));
    const type = before && before.type !== field.type ? `${before.type} or ${field.type}` : field.type;
    byName.set(field.name, { ...field, ...before, type, required: inAll });
  }
  return [...byName.values()];
}

/** A value in words: an empty list or text is said, and what is yes or no is not called true. */
function valueWords(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === "" || value === null || (Array.isArray(value) && value.length === 0)) return "none";
  return JSON.stringify(value);
}

/** A type in words: "text", "number", "one of a, b", "list of text". */
export function typeWords(schema: Json): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return `one of ${schema.enum.map((one) => JSON.stringify(one)).join(", ")}`;
  const branches = (schema.oneOf ?? schema.anyOf) as Json[] | undefined;
  if (branches) return [...new Set(branches.map(typeWords))].join(" or ");
  if (schema.type === "array") return listWords(typeWords((schema.items as Json | undefined) ?? {}));
  const words: Record<string, string> = {
    string: "text",
    integer: "whole number",
    boolean: "yes or no",
    object: "object",
    null: "nothing",
  };
  const { type } = schema as { type?: string | string[] };
  if (Array.isArray(type)) return type.map((one) => typeWords({ ...schema, type: one })).join(" or ");
  return type === undefined ? "any" : (words[type] ?? type);
}

function listWords(item: string): string {
  return item === "object" || item === "whole number" || item === "number" ? `list of ${item}s` : `list of ${item}`;
}
