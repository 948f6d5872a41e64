import { evaluate } from "@/lib/conditions";
import type { GraphNode } from "@/lib/engine/graph";
import { emptyNamesNote, seenConfig } from "@/lib/engine/seen-config";
import { patchContact } from "@/lib/engine/simulate/patch-contact";
import { recordingTeam } from "@/lib/engine/simulate/recording-team";
import { happen, type World } from "@/lib/engine/simulate/world";
import type { Resumed, RunState } from "@/lib/nodes/facts";
import type { NodeContext } from "@/lib/nodes/node-context";
import { render } from "@/lib/template";

/** A node's context in a simulation, and what was noticed meanwhile. */
export interface RecordingNode {
  ctx: NodeContext;
  /** The node's settings as it saw them. */
  input(): Record<string, unknown>;
  /** A sentence about names that rendered empty, or null. */
  emptyNames(): string | null;
}

/**
 * The context of a simulated run: whatever a node does through it changes the simulated `world` only and is answered as a
 * real run would be. Every method of `NodeContext` must be here: what leaves the system or needs the database records
 * a sentence in `world.writes` and returns a believable answer.
 */
export function recordingContext(args: {
  world: World;
  state: RunState;
  node: GraphNode;
  visit: number;
  resumed: Resumed | null;
  now: string;
}): RecordingNode {
  const { world, state, node, visit, resumed, now } = args;
  const rendered = new Map<string, string>();
  const missing = new Set<string>();
  const { contact: team, ...others } = recordingTeam({ world, state, nodeId: node.id, visit, now });
  return {
    ctx: {
      now,
      state,
      nodeId: node.id,
      nodeKey: node.key,
      visit,
      resumed,
      render({ template, as }) {
        const made = render({ template, state, as, now });
        if (made.problem) throw new Error(made.problem);
        for (const name of made.missing) missing.add(name);
        rendered.set(template, made.text);
        return made.text;
      },
      evaluate: (condition) => evaluate({ condition, state, now }),
      // A simulated step takes its call for answered at once, so it never asks again.
      calls: { made: async () => [] },
      journey: {
        async reachGoal({ name, value }) {
          world.writes.push(`Goal: ${name}${value === null ? "" : `, worth ${value}`}`);
          const conversionId = world.newId();
          happen({ world, now, type: "goal.reached", key: name.toLowerCase(), data: { name, value } });
          return { conversionId };
        },
        // Every variant is open to a simulated contact: it goes where its own number sends it.
        splitWinner: async () => null,
      },
      contact: {
        async update(patch) {
          const { contact, changed, changes } = patchContact({
            contact: world.contact,
            patch,
            checkField: world.checkField,
          });
          world.contact = contact;
          if (changed.length > 0) happen({ world, now, type: "contact.updated", changes });
          return { changed };
        },
        async addTag(given) {
          const tag = given.trim();
          const had = world.contact.tags.some((one) => one.toLowerCase() === tag.toLowerCase());
          if (had) return { added: false };
          world.contact = { ...world.contact, tags: [...world.contact.tags, tag] };
          happen({ world, now, type: "contact.tag_added", key: tag.toLowerCase(), data: { tag } });
          return { added: true };
        },
        async removeTag(given) {
          const tag = given.trim().toLowerCase();
          const gone = world.contact.tags.filter((one) => one.toLowerCase() === tag);
          if (gone.length === 0) return { removed: false };
          const tags = world.contact.tags.filter((one) => one.toLowerCase() !== tag);
          world.contact = { ...world.contact, tags };
          for (const one of gone) happen({ world, now, type: "contact.tag_removed", key: tag, data: { tag: one } });
          return { removed: true };
        },
        async addNote(body) {
          world.writes.push(`Note: ${body.slice(0, 200)}`);
          const noteId = world.newId();
          happen({ world, now, type: "note.added", data: { note_id: noteId } });
          return { noteId };
        },
        ...team,
      },
      ...others,
    },
    input: () => seenConfig({ config: node.config, rendered }),
    emptyNames: () => emptyNamesNote(missing),
  };
}
