import type { ServiceContext } from "@/lib/db/scoped";
import type { RunState } from "@/lib/nodes/facts";
import type { NodeContext } from "@/lib/nodes/node-context";
import { membersOf } from "@/lib/services/members/members-of";
import { insertMembers } from "@/lib/services/segments/add-members";
import { removeMembers } from "@/lib/services/segments/remove-members";
import { requireSegment } from "@/lib/services/segments/segment-rows";
import { createByStep, expireByStep } from "@/lib/services/tasks/create-by-step";
import { requestByStep } from "@/lib/services/workflows/request-by-step";

/** What a step reaches beside its contact: segments, tasks, members and other workflows, in the visit's own transaction. */
export function nodeTeam({
  ctx,
  state,
  nodeId,
  visit,
  stepKey,
}: {
  ctx: ServiceContext;
  state: RunState;
  nodeId: string;
  visit: number;
  /** The visit, by its root run: what was made under it before is found again. */
  stepKey: string;
}): Pick<NodeContext, "segments" | "tasks" | "members" | "workflows"> {
  const { contact, run } = state;
  return {
    segments: {
      async add(segmentId) {
        await requireSegment({ ctx, id: segmentId });
        const added = await insertMembers({ ctx, segmentId, contactIds: [contact.id], source: "workflow" });
        return { added: added > 0 };
      },
      async remove(segmentId) {
        const { removed } = await removeMembers({ ctx, input: { id: segmentId, contact_ids: [contact.id] } });
        return { removed: removed > 0 };
      },
    },
    tasks: {
      create: (task) =>
        createByStep({
          ctx,
          input: {
            ...task,
            contact,
            runId: run.id,
            nodeId,
            visit,
            stepKey,
            turnKey: turnKey({ state, nodeId }),
          },
        }),
      expire: (id) => expireByStep({ ctx, id }),
    },
    members: {
      of: ({ who, members }) => membersOf({ ctx, who, members, ownerId: contact.owner_id }),
    },
    workflows: {
      start: ({ workflowId, data }) =>
        requestByStep({
          ctx,
          input: {
            workflowId,
            data,
            contactId: contact.id,
            from: { workflowId: run.workflowId, runId: run.id },
            stepKey,
          },
        }),
    },
  };
}

/** Each step deals out its own turns, over all versions of its workflow. */
export function turnKey({ state, nodeId }: { state: RunState; nodeId: string }): string {
  return `${state.run.workflowId}/${nodeId}`.slice(0, 200);
}
