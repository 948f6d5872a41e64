import { z } from "zod";

export const CURRENT_SCHEMA_VERSION = 1;
/** A graph larger than this is refused on save; 1,000 is what the canvas is built to open. */
export const MAX_NODES = 1000;

export const nodeSettingsSchema = z
  .strictObject({
    retries: z.number().int().min(0).max(20).default(3),
    onError: z.enum(["stop", "continue", "branch"]).default("stop"),
    timeoutSeconds: z.number().int().min(1).max(3600).default(60),
    disabled: z.boolean().default(false),
    note: z.string().max(2000).default(""),
  })
  .prefault({});

export const graphNodeSchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  key: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  type: z.string().min(1).max(64),
  /** The node type's version that `config` was written for; absent means 1. See upgrade.ts. */
  version: z.number().int().min(1).optional(),
  name: z.string().max(120).optional(),
  config: z.record(z.string(), z.unknown()).default({}),
  settings: nodeSettingsSchema,
  position: z.strictObject({ x: z.number(), y: z.number() }),
});

export const graphEdgeSchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z0-9_:-]{1,160}$/),
  source: z.string().max(64),
  outlet: z.string().max(64),
  target: z.string().max(64),
});

/**
 * A workflow's drawing, flat: draft graphs and published versions store exactly this.
 * Node ids are stable forever; `key` is unique in the graph and names the node's output in templates.
 */
export const graphSchema = z.strictObject({
  schemaVersion: z.literal(CURRENT_SCHEMA_VERSION).default(CURRENT_SCHEMA_VERSION),
  nodes: z.array(graphNodeSchema).max(MAX_NODES),
  edges: z.array(graphEdgeSchema).max(MAX_NODES * 4),
  notes: z
    .array(
      z.strictObject({
        id: z.string(),
        text: z.string().max(4000),
        position: z.strictObject({ x: z.number(), y: z.number() }),
      }),
    )
    .default([]),
  settings: z.strictObject({ maxVisits: z.number().int().min(1).max(1000).default(50) }).prefault({}),
});

export type Graph = z.infer<typeof graphSchema>;
export type GraphNode = z.infer<typeof graphNodeSchema>;
export type GraphEdge = z.infer<typeof graphEdgeSchema>;
export type NodeSettings = z.infer<typeof nodeSettingsSchema>;

export const emptyGraph = (): Graph => ({
  schemaVersion: CURRENT_SCHEMA_VERSION,
  nodes: [],
  edges: [],
  notes: [],
  settings: { maxVisits: 50 },
});
