import type { Condition } from "@/lib/conditions";
import type { CallFacts, ChildEnd, Resumed, RunState, TaskFacts } from "@/lib/nodes/facts";
import type { Landing } from "@/lib/template/landing";

/** Who gets work: a member, the contact's owner, or one of several members (an empty list: everybody who may edit). */
export interface MemberChoice {
  how: "member" | "owner" | "round_robin" | "least_loaded";
  member?: string;
  members?: string[];
  /** What counts as load: contacts that are leads or qualified, or open tasks. */
  load?: "contacts" | "tasks";
}

/** The only way a node reaches the world. The engine gives a writing one, simulation a recording one. */
export interface NodeContext {
  /** The instant of this visit, ISO 8601. Never read another clock. */
  now: string;
  state: RunState;
  nodeId: string;
  nodeKey: string;
  visit: number;
  /** Set when the token comes back to this node after `wait`, `waitFor` or `join`. */
  resumed: Resumed | null;
  /** Renders a Liquid template against the state. Unknown names render empty and are noted on the step. */
  render(args: { template: string; as: Landing }): string;
  /** Evaluates a condition tree; the trace says which comparison decided. */
  evaluate(condition: Condition): { result: boolean; trace: string };
  calls: {
    /** The calls this visit has placed so far, first to last. */
    made(): Promise<CallFacts[]>;
  };
  journey: {
    /** Writes down that the contact reached a goal; `value` in the workspace's own money. */
    reachGoal(args: { name: string; value: number | null }): Promise<{ conversionId: string }>;
    /** The variant that this step's split has been decided for, null while it is still open. */
    splitWinner(): Promise<string | null>;
  };
  contact: {
    update(patch: Record<string, unknown>): Promise<{ changed: string[] }>;
    addTag(tag: string): Promise<{ added: boolean }>;
    removeTag(tag: string): Promise<{ removed: boolean }>;
    addNote(body: string): Promise<{ noteId: string }>;
    /** Records a consent with its proof, unless it stands like that already; `refused`: why a step may not, as after a STOP. */
    setConsent(consent: {
      channel: "email" | "sms" | "whatsapp" | "phone";
      status: "granted" | "denied" | "unsubscribed";
      text: string;
    }): Promise<{ changed: boolean; refused?: string | null }>;
    setDoNotContact(on: boolean): Promise<{ changed: boolean }>;
    /** Keeps the score between 0 and 1,000. */
    adjustScore(change: {
      how: "add" | "subtract" | "set";
      points: number;
      reason: string;
    }): Promise<{ from: number; to: number }>;
    /** With `keep` an owner who is a member stays. */
    assignOwner(args: { choice: MemberChoice; keep: boolean }): Promise<{ ownerId: string | null; changed: boolean }>;
  };
  segments: {
    /** Throws when there is no such segment. */
    add(segmentId: string): Promise<{ added: boolean }>;
    remove(segmentId: string): Promise<{ removed: boolean }>;
  };
  tasks: {
    /** Makes a task for the contact, once per visit: a repeated visit finds it as it stands. */
    create(task: {
      kind: "task" | "approval";
      title: string;
      body: string;
      assignee: MemberChoice | null;
      dueAt: string | null;
    }): Promise<TaskFacts>;
    /** Closes an open approval whose time is over; one that was decided meanwhile stays as it is. */
    expire(taskId: string): Promise<TaskFacts>;
  };
  members: {
    /** The ids of the contact's owner, of all admins and owners of the workspace, or of those of a list that are members. */
    of(who: { who: "owner" | "admins" | "members"; members?: string[] }): Promise<string[]>;
  };
  workflows: {
    /** Asks, once per visit, that the contact enters another workflow. `ended` is set when that is over already. */
    start(args: {
      workflowId: string;
      data: Record<string, unknown>;
    }): Promise<{ requestId: string; ended: ChildEnd | null }>;
  };
}
