import { happen, type World } from "@/lib/engine/simulate/world";
import type { RunState, TaskFacts } from "@/lib/nodes/facts";
import type { MemberChoice, NodeContext } from "@/lib/nodes/node-context";

const tasks = new WeakMap<World, Map<string, TaskFacts>>();
const MAX_SCORE = 1000;
/** Who stands in for members that only the workspace knows. */
const SOMEBODY = "00000000-0000-7000-8000-0000000000aa";

type Recorded = Pick<NodeContext, "segments" | "tasks" | "members" | "workflows"> & {
  contact: Pick<NodeContext["contact"], "setConsent" | "setDoNotContact" | "adjustScore" | "assignOwner">;
};

/** The part of a recording context that a real run answers with segments, tasks, members, consents and other workflows. */
export function recordingTeam(args: {
  world: World;
  state: RunState;
  nodeId: string;
  visit: number;
  now: string;
}): Recorded {
  const { world, state, nodeId, visit, now } = args;
  const known = tasks.get(world) ?? new Map<string, TaskFacts>();
  tasks.set(world, known);
  const pick = (choice: MemberChoice): string | null =>
    choice.how === "owner" ? world.contact.owner_id : (choice.member ?? choice.members?.[0] ?? SOMEBODY);

  return {
    contact: {
      async setConsent({ channel, status, text }) {
        world.writes.push(`Consent for ${channel}: ${status}. ${text}`.trim().slice(0, 300));
        happen({ world, now, type: "consent.changed", key: channel, data: { channel, status, source: "workflow" } });
        return { changed: true };
      },
      async setDoNotContact(on) {
        if (world.contact.do_not_contact === on) return { changed: false };
        const changes = { do_not_contact: { from: !on, to: on } };
        world.contact = { ...world.contact, do_not_contact: on };
        happen({ world, now, type: "contact.updated", changes });
        return { changed: true };
      },
      async adjustScore({ how, points, reason }) {
        const from = world.contact.score;
        const wanted = { add: from + points, subtract: from - points, set: points }[how];
        const to = Math.max(0, Math.min(MAX_SCORE, Math.round(wanted)));
        if (to === from) return { from, to };
        world.contact = { ...world.contact, score: to };
        happen({ world, now, type: "score.changed", changes: { score: { from, to } }, data: { from, to, reason } });
        return { from, to };
      },
      async assignOwner({ choice, keep }) {
        const before = world.contact.owner_id;
        const ownerId = keep && before ? before : pick(choice);
        if (ownerId === before) return { ownerId, changed: false };
        world.contact = { ...world.contact, owner_id: ownerId };
        happen({ world, now, type: "contact.updated", changes: { owner_id: { from: before, to: ownerId } } });
        return { ownerId, changed: true };
      },
    },
    segments: {
      async add(segmentId) {
        world.writes.push("Added to a segment");
        happen({ world, now, type: "segment.entered", key: segmentId, data: { segment_id: segmentId } });
        return { added: true };
      },
      async remove(segmentId) {
        world.writes.push("Taken out of a segment");
        happen({ world, now, type: "segment.left", key: segmentId, data: { segment_id: segmentId } });
        return { removed: true };
      },
    },
    tasks: {
      async create({ kind, title, assignee, dueAt }) {
        const place = `${nodeId}@${visit}`;
        const before = known.get(place);
        if (before) return before;
        const assigneeId = assignee && pick(assignee);
        const task: TaskFacts = {
          ...{ id: world.newId(), status: "open", outcome: null, comment: null, assigneeId, decidedBy: null, dueAt },
          asked: kind === "approval" && assigneeId ? [assigneeId] : [],
        };
        known.set(place, task);
        world.writes.push(`${kind === "approval" ? "Approval asked" : "Task"}: ${title}`.slice(0, 300));
        happen({ world, now, type: "task.created", key: kind, data: { task_id: task.id, kind, title } });
        return task;
      },
      async expire(id) {
        const found = [...known].find(([, task]) => task.id === id);
        if (!found) throw new Error("There is no such task.");
        const task: TaskFacts = { ...found[1], status: "cancelled", outcome: "timed_out" };
        known.set(found[0], task);
        return task;
      },
    },
    members: {
      async of({ who, members = [] }) {
        if (who === "members") return members;
        return who === "admins" ? [SOMEBODY] : world.contact.owner_id ? [world.contact.owner_id] : [];
      },
    },
    workflows: {
      async start({ workflowId }) {
        world.writes.push(
          workflowId === state.run.workflowId
            ? "Asked to enter this workflow again"
            : "Asked to enter another workflow",
        );
        return { requestId: world.newId(), ended: null };
      },
    },
  };
}
