import type { z } from "zod";
import type { Condition } from "@/lib/conditions";
import type { EventName } from "@/lib/events";
import type { Channel } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";
import type { NodeContext } from "@/lib/nodes/node-context";
import type { NodeResult } from "@/lib/nodes/node-result";
import type { Landing } from "@/lib/template/landing";

export type NodeKind = "trigger" | "action" | "logic";

export type NodeGroup = "Triggers" | "Messages" | "Contacts" | "Team" | "Connections" | "AI" | "Logic" | "Time";

/** One way out of a node. `id` is what edges store and never changes; `label` is what the canvas shows. */
export interface Outlet {
  id: string;
  label: string;
}

/** How a trigger finds its activities. `key` narrows the index look-up (a form id, a field, a tag). */
export interface TriggerMatch<C> {
  events: EventName[];
  key?: (config: C) => string | null;
  conditions?: (config: C) => Condition | null;
  /** Fired by the clock: publishing keeps the settings where the sweep finds them, and the key is this trigger's own. */
  clock?: "schedule" | "contact_date";
  /** Fires only when this happened so many times to the contact within so many hours, the event at hand counted. */
  often?: (config: C) => { times: number; withinHours: number } | null;
}

/**
 * One kind of box on the canvas. Canvas, form, validator, engine, node reference and API all read this.
 * `config` is a strict zod object; `.meta({ title, description, widget, placeholder })` on a field shapes the inspector.
 * `outlets` must be pure and total for every config that parses; triggers have exactly one outlet, `out`.
 * `run` may be called again for the same visit after a crash: everything it does goes through `ctx`.
 */
export interface NodeDefinition<C = Record<string, unknown>> {
  type: string;
  kind: NodeKind;
  version: number;
  label: string;
  description: string;
  /** A lucide icon name in kebab case. */
  icon: string;
  group: NodeGroup;
  config: z.ZodType<C>;
  /** A config that a freshly dropped node starts with; may be incomplete and so invalid for publishing. */
  defaults: Record<string, unknown>;
  outlets(config: C): Outlet[];
  output: { schema: z.ZodType; sample: Record<string, unknown> };
  /** One sentence with the real values, for the card. Must also cope with an incomplete config. */
  summary(config: Partial<C>, names: NameLookup): string;
  trigger?: TriggerMatch<C>;
  run?(ctx: NodeContext, config: C): Promise<NodeResult>;
  /** What a dry run assumes where `run` would wait or send; without it the simulator runs `run` on a recording ctx. */
  simulate?(ctx: NodeContext, config: C): Promise<NodeResult>;
  /**
   * What the interpreter and the validator must know beyond outlets: `wait` lets time pass (so a cycle through it is
   * allowed), `fork` makes one token per branch, `join` closes the fork of the arriving token, `stop` ends the run, `loop`
   * walks its outlet `item` for each item and leaves by `done`.
   */
  role?: "wait" | "fork" | "join" | "stop" | "loop";
  /** Nodes this one may go on at without a connection. Must cope with an incomplete config. */
  jumps?(config: Partial<C>): string[];
  /** True when the node sends something to a person: do-not-contact and publish checks look at it. */
  sends?: Channel;
  /** True when `run` may return `perform` for something else than a message to the contact. */
  performs?: boolean;
  /**
   * What one visit costs at most, in millionths of one unit of `currency`; null when the settings cannot tell. Only nodes that
   * cost something have it: dry runs, backtests and publishing add it up.
   */
  cost?(config: C, state: RunState | null): { micros: number; currency: "USD"; per: string } | null;
  /** Ids inside the config that must exist in the workspace. Must cope with an incomplete config. */
  references?(config: Partial<C>): { path: string; kind: ReferenceKind; id: string }[];
  /** Advice on a config that parses but may surprise; shown as warnings. Must cope with an incomplete config. */
  advise?(config: Partial<C>): { path: string; code: string; message: string }[];
  /** Brings a config of an older `version` of this node to the present one. */
  upgrade?(args: { config: Record<string, unknown>; from: number }): Record<string, unknown>;
  /** Fields of `config` that hold Liquid templates, checked when the draft is saved and published. */
  templates?: (config: Partial<C>) => { path: string; template: string; as: Landing }[];
}

/** What a config may name by id. `form` must be published, everything else must exist. */
export type ReferenceKind = "form" | "secret" | "hook" | "segment" | "workflow" | "member";

/** All node types, handed to the engine as an argument so that it knows none of them by name. */
export interface NodeRegistry {
  get(type: string): NodeDefinition | undefined;
  all(): NodeDefinition[];
}

/**
 * Turns ids inside a config into names for summaries: `form` → form name, `node` → node name, `choice` → the words of a
 * form's choice (its id: the field as conditions spell it, a space, the choice's value).
 */
export type NameLookup = (
  kind: "form" | "secret" | "hook" | "workflow" | "node" | "choice" | "segment" | "member",
  id: string,
) => string | undefined;

/** Declares a node with its config type inferred; the registry stores it with the type erased. */
export function defineNode<C>(definition: NodeDefinition<C>): NodeDefinition<C> {
  return definition;
}
