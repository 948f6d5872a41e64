import { evaluate } from "@/lib/conditions";
import type { ServiceContext } from "@/lib/db/scoped";
import type { GraphNode } from "@/lib/engine/graph";
import { emptyNamesNote, seenConfig } from "@/lib/engine/seen-config";
import type { Resumed, RunState } from "@/lib/nodes/facts";
import type { NodeContext } from "@/lib/nodes/node-context";
import { callsOfStep } from "@/lib/services/calls/calls-of-step";
import { addNote } from "@/lib/services/contacts/add-note";
import { addTag } from "@/lib/services/contacts/add-tag";
import { adjustScore } from "@/lib/services/contacts/adjust-score";
import { assignOwner } from "@/lib/services/contacts/assign-owner";
import { removeTag } from "@/lib/services/contacts/remove-tag";
import { setConsentOnce } from "@/lib/services/contacts/set-consent-once";
import { setDoNotContact } from "@/lib/services/contacts/set-do-not-contact";
import { updateContactFields } from "@/lib/services/contacts/update-contact-fields";
import { reachGoal } from "@/lib/services/goals/reach-goal";
import { nodeTeam, turnKey } from "@/lib/services/runs/node-team";
import { splitWinner } from "@/lib/services/splits/split-winner";
import { render } from "@/lib/template";

/** What a node is run with, and what was noticed meanwhile: texts it rendered, names that were empty. */
export interface RunningNode {
  ctx: NodeContext;
  /** The node's settings as it saw them: templates rendered, long texts cut. */
  input(): Record<string, unknown>;
  /** A sentence about names that rendered empty, or null. */
  emptyNames(): string | null;
}

/**
 * The context of a real run. Changes to the contact are written through the contact services in the visit's own
 * transaction; `state` shows them from the next node on.
 */
export function nodeContext(args: {
  ctx: ServiceContext;
  state: RunState;
  node: GraphNode;
  visit: number;
  /** The visit, by its root run, as the keys of its effects begin. */
  stepKey: string;
  resumed: Resumed | null;
  /** Called after the contact was written. */
  onChange: () => void;
}): RunningNode {
  const { ctx, state, node, visit, stepKey, resumed, onChange } = args;
  const id = state.contact.id;
  const rendered = new Map<string, string>();
  const missing = new Set<string>();

  async function change<T>(write: () => Promise<T>): Promise<T> {
    const result = await write();
    onChange();
    return result;
  }

  return {
    ctx: {
      now: ctx.now,
      state,
      nodeId: node.id,
      nodeKey: node.key,
      visit,
      resumed,
      render({ template, as }) {
        const made = render({ template, state, as, now: ctx.now });
        if (made.problem) throw new Error(made.problem);
        for (const name of made.missing) missing.add(name);
        rendered.set(template, made.text);
        return made.text;
      },
      evaluate: (condition) => evaluate({ condition, state, now: ctx.now }),
      calls: { made: () => callsOfStep({ ctx, stepKey }) },
      journey: {
        reachGoal: ({ name, value }) => reachGoal({ ctx, input: { state, nodeId: node.id, name, value } }),
        splitWinner: () => splitWinner({ ctx, input: { workflowId: state.run.workflowId, nodeId: node.id } }),
      },
      contact: {
        update: (patch) => change(() => updateContactFields({ ctx, input: { id, patch } })),
        addTag: (tag) => change(() => addTag({ ctx, input: { id, tag } })),
        removeTag: (tag) => change(() => removeTag({ ctx, input: { id, tag } })),
        addNote: (body) => change(() => addNote({ ctx, input: { id, body } })),
        setConsent: (consent) =>
          change(() =>
            setConsentOnce({
              ctx,
              input: { id, ...consent, source: `Workflow: ${state.run.workflowName}`.slice(0, 120) },
            }),
          ),
        setDoNotContact: (on) => change(() => setDoNotContact({ ctx, input: { id, on } })),
        adjustScore: (how) => change(() => adjustScore({ ctx, input: { id, ...how } })),
        assignOwner: (how) =>
          change(() => assignOwner({ ctx, input: { id, ...how, key: turnKey({ state, nodeId: node.id }) } })),
      },
      ...nodeTeam({ ctx, state, nodeId: node.id, visit, stepKey }),
    },
    input: () => seenConfig({ config: node.config, rendered }),
    emptyNames: () => emptyNamesNote(missing),
  };
}
