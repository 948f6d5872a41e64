import { z } from "zod";
import { registry } from "@/lib/nodes/registry";

/** The part of JSON Schema that settings of nodes use, with the hints their authors gave by `.meta`. */
export interface FieldSchema {
  type?: string;
  title?: string;
  description?: string;
  widget?: string;
  placeholder?: string;
  enum?: (string | number)[];
  properties?: Record<string, FieldSchema>;
  required?: string[];
  items?: FieldSchema;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  default?: unknown;
  /** Shown only while other fields of the same group have these values, or one of them where several are named. */
  when?: Record<string, unknown>;
  anyOf?: FieldSchema[];
  allOf?: FieldSchema[];
}

const schemas = new Map<string, FieldSchema>();

/** The schema of a node type's settings, computed once. */
export function configSchema(type: string): FieldSchema {
  const known = schemas.get(type);
  if (known) return known;
  const definition = registry.get(type);
  const schema = definition
    ? (z.toJSONSchema(definition.config, { io: "input", unrepresentable: "any" }) as FieldSchema)
    : {};
  schemas.set(type, schema);
  return schema;
}

/** Whether a field is to be shown beside its siblings' present values. */
export function isShown({
  schema,
  siblings,
  group,
}: {
  schema: FieldSchema;
  siblings: Record<string, unknown>;
  group: FieldSchema;
}): boolean {
  if (!schema.when) return true;
  return Object.entries(schema.when).every(([name, wanted]) => {
    const present = siblings[name] ?? group.properties?.[name]?.default;
    return Array.isArray(wanted) ? wanted.includes(present) : present === wanted;
  });
}

/** "ifPast" → "If past", for fields whose author gave no title. */
export function titleOf({ name, schema }: { name: string; schema: FieldSchema }): string {
  if (schema.title) return schema.title;
  const text = name
    .replace(/([a-z])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`)
    .replace(/_/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The group with one field changed; an emptied optional field is left out altogether. */
export function withField({
  group,
  value,
  name,
  next,
}: {
  group: FieldSchema;
  value: Record<string, unknown>;
  name: string;
  next: unknown;
}): Record<string, unknown> {
  const { [name]: _old, ...rest } = value;
  const optional = !group.required?.includes(name);
  if (next === undefined || (next === "" && (optional || group.properties?.[name]?.widget === "form"))) return rest;
  return { ...value, [name]: next };
}
