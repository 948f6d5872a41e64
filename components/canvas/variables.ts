import { nodeTitle } from "@/components/canvas/node-words";
import { contactFields, type FieldType, fieldInfo, words } from "@/lib/conditions/fields";
import type { Graph } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";
import { type FormField, hasOptions } from "@/lib/forms";
import { registry } from "@/lib/nodes/registry";

export interface VariableEntry {
  /** As templates and conditions spell it: `contact.first_name`. */
  path: string;
  label: string;
  type: FieldType;
  /** An example of the value, or "". */
  sample: string;
  /** What the form's field offers, when it offers choices. */
  choices?: Choice[];
}
export interface Choice {
  value: string;
  label: string;
}
export interface VariableGroup {
  label: string;
  entries: VariableEntry[];
}
/** A form's answers as `forms.get` describes them. */
export interface KnownAnswers {
  formId: string;
  fields: { key: string; label: string; type: FormField["type"]; options: Choice[] }[];
}

/** A payload may have any number of fields; this many can be chosen from. */
const MOST_ENTRIES = 200;

/** What a webhook address received last. */
export interface KnownPayload {
  hookId: string;
  payload: unknown;
}

/** Everything a step can read, by source: what started the run, the contact, and the steps before it. */
export function variablesFor({
  graph,
  nodeId,
  forms,
  payloads = [],
}: {
  graph: Graph;
  nodeId: string;
  forms: KnownAnswers[];
  payloads?: KnownPayload[];
}): VariableGroup[] {
  const contact = contactFields.map(({ field, label, type }) => ({
    path: field,
    label,
    type,
    sample: contactSample[field] ?? "",
  }));
  const trigger = triggerEntries({ graph, nodeId, forms, payloads });
  const groups = [
    { label: "What started it", entries: trigger },
    { label: "Contact", entries: contact },
  ];
  for (const node of earlier({ graph, nodeId })) {
    const definition = registry.get(node.type);
    if (!definition || definition.kind === "trigger") continue;
    const entries = flatten({ value: definition.output.sample, path: `steps.${node.key}` });
    if (entries.length > 0) groups.push({ label: nodeTitle(node), entries });
  }
  return groups;
}

function triggerEntries({
  graph,
  nodeId,
  forms,
  payloads = [],
}: {
  graph: Graph;
  nodeId: string;
  forms: KnownAnswers[];
  payloads?: KnownPayload[];
}): VariableEntry[] {
  const inspected = graph.nodes.find((node) => node.id === nodeId);
  const own = inspected && registry.get(inspected.type)?.kind === "trigger" ? [inspected] : null;
  const triggers =
    own ?? graph.nodes.filter((node) => registry.get(node.type)?.kind === "trigger" && !node.settings.disabled);
  const entries = new Map<string, VariableEntry>();
  const add = (entry: VariableEntry) => entries.has(entry.path) || entries.set(entry.path, entry);
  for (const node of triggers) {
    const form = forms.find((one) => one.formId === node.config.formId);
    for (const field of form?.fields ?? []) {
      const path = `trigger.answers.${field.key}`;
      const choices = hasOptions(field) ? field.options : [];
      add({
        path,
        label: field.label || words(field.key),
        type: field.type === "number" ? "number" : field.type === "checkbox" && !choices.length ? "boolean" : "any",
        sample: field.options[0]?.value ?? "",
      });
      // Another form may ask the same with other choices.
      const entry = entries.get(path) as VariableEntry;
      const offered = entry.choices ?? [];
      const more = choices.filter(({ value }) => offered.every((choice) => choice.value !== value));
      if (more.length > 0) entries.set(path, { ...entry, choices: [...offered, ...more] });
    }
    const changed = node.config.field;
    if (node.type === "contact_updated" && typeof changed === "string" && changed !== "")
      for (const side of ["from", "to"]) add({ ...described(`trigger.changes.${changed}.${side}`), sample: "" });
    const received = payloads.find((one) => one.hookId === node.config.hookId);
    const sample = { ...registry.get(node.type)?.output.sample, ...(received && { payload: received.payload }) };
    for (const entry of flatten({ value: sample, path: "trigger.data" }).slice(0, MOST_ENTRIES)) {
      if (!entry.path.startsWith("trigger.data.answers")) add(entry);
    }
  }
  for (const path of ["trigger.type", "trigger.occurredAt"]) add({ ...described(path), sample: "" });
  return [...entries.values()];
}

/** Nodes from which this one can be reached, nearest first. */
function earlier({ graph, nodeId }: { graph: Graph; nodeId: string }) {
  const { nodes, incoming } = indexGraph(graph);
  const seen = new Set<string>();
  const queue = [nodeId];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const edge of incoming.get(id) ?? []) {
      if (edge.source === nodeId || seen.has(edge.source)) continue;
      seen.add(edge.source);
      queue.push(edge.source);
    }
  }
  return [...seen].flatMap((id) => nodes.get(id) ?? []);
}

/** The single values inside a sample, each with its path. */
function flatten({ value, path }: { value: Record<string, unknown>; path: string }): VariableEntry[] {
  return Object.entries(value).flatMap(([name, item]): VariableEntry[] => {
    const at = `${path}.${name}`;
    if (typeof item === "object" && item !== null && !Array.isArray(item))
      return flatten({ value: item as Record<string, unknown>, path: at });
    return [{ ...described(at), sample: Array.isArray(item) ? item.join(", ") : String(item ?? "") }];
  });
}

const described = (path: string) => {
  const { label, type } = fieldInfo(path);
  return { path, label, type };
};

const contactSample: Record<string, string> = {
  "contact.email": "ada@example.com",
  "contact.first_name": "Ada",
  "contact.last_name": "Lovelace",
  "contact.phone": "+4915112345678",
  "contact.company": "Analytical Engines",
  "contact.job_title": "Founder",
  "contact.status": "lead",
  "contact.tags": "newsletter",
  "contact.score": "40",
};
