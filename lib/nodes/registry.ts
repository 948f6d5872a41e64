import { z } from "zod";
import type { NodeDefinition, NodeRegistry, Outlet } from "@/lib/nodes/define-node";

// The bundler and the test runner expand this; a file dropped into one of the folders is a node, nothing else to edit.
// No `import:` option: with it production builds yield undefined.
const files = import.meta.glob<{ default: NodeDefinition }>(["./triggers/*.ts", "./actions/*.ts", "./logic/*.ts"], {
  eager: true,
});

const order = ["trigger", "action", "logic"];
const definitions = Object.values(files)
  .map((file) => file.default)
  .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.label.localeCompare(b.label, "en"));
const byType = new Map(definitions.map((definition) => [definition.type, definition]));
if (byType.size !== definitions.length) throw new Error("Two nodes have the same type.");

/** All node types, in the order the palette shows them. */
export const registry: NodeRegistry = { get: (type) => byType.get(type), all: () => definitions };

/** The definition of a type, or undefined. */
export const getNode = registry.get;
export const allNodes = registry.all;

/** What the API tells about a node type: its config as JSON Schema (with the inspector's hints), ways out and a sample output. */
export interface NodeTypeJson {
  type: string;
  kind: string;
  version: number;
  label: string;
  description: string;
  icon: string;
  group: string;
  config_schema: Record<string, unknown>;
  defaults: Record<string, unknown>;
  outlets: Outlet[];
  output_schema: Record<string, unknown>;
  sample: Record<string, unknown>;
}

/** Every node type as plain JSON. `outlets` are those of the defaults; they follow the config (branches, timeouts). */
export function nodeTypesJson(): NodeTypeJson[] {
  return definitions.map((definition) => {
    const { type, kind, version, label, description, icon, group, config, defaults, output } = definition;
    return {
      type,
      kind,
      version,
      label,
      description,
      icon,
      group,
      config_schema: jsonSchema(config),
      defaults,
      outlets: defaultOutlets(definition),
      output_schema: jsonSchema(output.schema),
      sample: output.sample,
    };
  });
}

/** The outlets a freshly dropped node shows: of its defaults, also when they are not complete enough to publish. */
export function defaultOutlets(definition: NodeDefinition): Outlet[] {
  const parsed = definition.config.safeParse(definition.defaults);
  try {
    return definition.outlets(parsed.success ? parsed.data : definition.defaults);
  } catch {
    return [];
  }
}

function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Record<string, unknown>;
}
