import { z } from "zod";
import type { Graph } from "@/lib/engine/graph";
import type { NodeDefinition } from "@/lib/nodes/define-node";
import { registry } from "@/lib/nodes/registry";

export interface Reference {
  kind: "form" | "workflow";
  id: string;
  nodeId: string;
  /** Dotted from the root of the body. */
  path: string;
}

type Schema = Record<string, unknown>;
const schemas = new Map<string, Schema>();

/** Every form and workflow that the settings of a graph's nodes name: the fields their schemas mark with that widget. */
export function referencesIn(graph: Graph): Reference[] {
  return graph.nodes.flatMap((node, n) => {
    const definition = registry.get(node.type);
    if (!definition) return [];
    const found = new Map<string, Reference>();
    walk({ schema: schemaOf(definition), value: node.config, path: `draft.nodes.${n}.config` }, (kind, id, path) =>
      found.set(path, { kind, id, nodeId: node.id, path }),
    );
    return [...found.values()];
  });
}

function schemaOf(definition: NodeDefinition): Schema {
  const known = schemas.get(definition.type);
  if (known) return known;
  const schema = z.toJSONSchema(definition.config, { io: "input", unrepresentable: "any" }) as Schema;
  schemas.set(definition.type, schema);
  return schema;
}

function walk(
  place: { schema: Schema; value: unknown; path: string },
  found: (kind: Reference["kind"], id: string, path: string) => void,
): void {
  const { schema, value, path } = place;
  const widget = schema.widget;
  if ((widget === "form" || widget === "workflow") && typeof value === "string" && value !== "") {
    found(widget, value, path);
    return;
  }
  if (Array.isArray(value)) {
    // An awaited submission names its form in `key`, which means something else for every other event.
    if (widget === "events")
      for (const [n, item] of value.entries())
        if (item?.type === "form.submitted" && typeof item.key === "string" && item.key !== "")
          found("form", item.key, `${path}.${n}.key`);
    if (schema.items)
      for (const [n, item] of value.entries())
        walk({ schema: schema.items as Schema, value: item, path: `${path}.${n}` }, found);
  } else if (typeof value === "object" && value !== null) {
    const properties = (schema.properties ?? {}) as Record<string, Schema>;
    for (const [name, part] of Object.entries(value)) {
      if (Object.hasOwn(properties, name))
        walk({ schema: properties[name]!, value: part, path: `${path}.${name}` }, found);
    }
  }
  for (const option of [...list(schema.anyOf), ...list(schema.oneOf), ...list(schema.allOf)])
    walk({ schema: option, value, path }, found);
}

const list = (value: unknown): Schema[] => (Array.isArray(value) ? value : []);
