import { z } from "zod";
import { timeoutSchema } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";
import { addDuration, durationWords } from "@/lib/nodes/duration";
import type { EffectOutcome } from "@/lib/nodes/effects";
import type { TaskFacts } from "@/lib/nodes/facts";
import { done, type NodeResult } from "@/lib/nodes/node-result";
import {
  choiceOf,
  choiceWords,
  memberReferences,
  memberSchema,
  membersSchema,
  namesMember,
} from "@/lib/nodes/team-config";

export default defineNode({
  type: "approval",
  kind: "logic",
  version: 1,
  label: "Approval",
  description: "Asks a member to approve or reject, in the app and by email, and goes on by the answer.",
  icon: "stamp",
  group: "Team",
  performs: true,
  role: "wait",
  config: z
    .strictObject({
      title: z
        .string("Say what is asked.")
        .trim()
        .min(1, "Say what is asked.")
        .max(200, "At most 200 characters.")
        .meta({
          title: "What is asked",
          widget: "text",
          placeholder: "May {{ contact.first_name }} get the discount?",
        }),
      message: z.string().trim().max(5000, "At most 5,000 characters.").default("").meta({
        title: "Message",
        description: "What the member should know to decide.",
        widget: "textarea",
      }),
      how: z
        .enum(["owner", "member", "round_robin"], "Choose who decides.")
        .default("owner")
        .meta({ title: "Who decides", widget: "select" }),
      member: memberSchema,
      members: membersSchema,
      deadline: timeoutSchema.meta({
        title: "Deadline",
        description: "Leave empty to wait without end.",
        widget: "duration",
      }),
    })
    .superRefine(namesMember),
  defaults: { title: "", message: "", how: "owner", members: [], deadline: { amount: 3, unit: "days" } },
  outlets: ({ deadline }) => [
    { id: "approved", label: "Approved" },
    { id: "rejected", label: "Rejected" },
    ...(deadline ? [{ id: "timed_out", label: "No answer" }] : []),
  ],
  output: {
    schema: z.object({
      task_id: z.string(),
      outcome: z.enum(["approved", "rejected", "timed_out"]),
      comment: z.string().nullable(),
      decided_by: z.string().nullable(),
    }),
    sample: {
      task_id: "018f0000-0000-7000-8000-000000000007",
      outcome: "approved",
      comment: "Fine with me.",
      decided_by: "018f0000-0000-7000-8000-00000000000b",
    },
  },
  summary: (config, names) => {
    if (!config.title) return "Nothing is asked yet";
    const { deadline } = config;
    return `Ask ${choiceWords({ config: { ...config, how: config.how ?? "owner" }, names })}: "${config.title}"${deadline ? `, within ${durationWords(deadline)}` : ""}`;
  },
  templates: ({ title, message }) => [
    { path: "title", template: title ?? "", as: "header" },
    ...(message ? [{ path: "message", template: message, as: "plain" as const }] : []),
  ],
  references: (config) => memberReferences(config),
  advise: ({ deadline }) =>
    deadline
      ? []
      : [{ path: "deadline", code: "wait_without_timeout", message: "Without a deadline this may wait for ever." }],
  async run(ctx, config) {
    const { deadline } = config;
    const zone = ctx.state.workspace.timeZone;
    const title = ctx.render({ template: config.title, as: "header" }).trim() || "Approval";
    const message = ctx.render({ template: config.message, as: "plain" }).trim();
    const task = await ctx.tasks.create({
      kind: "approval",
      title,
      body: message,
      assignee: choiceOf(config),
      dueAt: deadline ? addDuration({ from: ctx.now, ...deadline, zone }) : null,
    });
    const { resumed } = ctx;
    if (task.status === "done") return decided(task);
    if (resumed?.by === "event" && resumed.event.type === "approval.decided")
      return decided({ ...task, ...said(resumed.event.data) });
    if (resumed?.by === "timeout") return decided(await ctx.tasks.expire(task.id));
    if (task.status === "cancelled") return decided(task);
    const waiting: NodeResult = {
      type: "waitFor",
      events: [
        { type: "approval.decided", key: task.id },
        {
          type: "task.delegated",
          key: task.id,
          conditions: { field: "trigger.data.number", op: "gt", value: task.asked.length },
        },
      ],
      until: task.dueAt,
      lookBack: true,
    };
    const body = ctx.render({ template: config.message, as: "markdown" });
    // Everybody who was asked, in order: whoever was told before is found in the ledger and not told again.
    const tell = (n: number, problems: string[]): NodeResult => {
      const userId = task.asked[n];
      if (userId === undefined) return { ...waiting, note: noteOf({ task, problems }) };
      const path = `tasks?task=${task.id}`;
      return {
        type: "perform",
        effect: { kind: "notice", userId, title, body, path, inApp: false, email: true, taskId: task.id },
        after: (outcome) => tell(n + 1, [...problems, ...problemOf(outcome)]),
      };
    };
    return tell(0, []);
  },
  async simulate(ctx, config) {
    const task = await ctx.tasks.create({
      kind: "approval",
      title: config.title,
      body: config.message,
      assignee: choiceOf(config),
      dueAt: null,
    });
    return decided({ ...task, outcome: "approved" });
  },
});

function decided(task: TaskFacts): NodeResult {
  const outcome = task.outcome === "approved" || task.outcome === "rejected" ? task.outcome : "timed_out";
  const { id, comment, decidedBy } = task;
  return done({ task_id: id, outcome, comment, decided_by: decidedBy }, outcome, comment ? `"${comment}"` : undefined);
}

function said(data: Record<string, unknown>): Pick<TaskFacts, "outcome" | "comment" | "decidedBy"> {
  const text = (value: unknown) => (typeof value === "string" && value ? value : null);
  return { outcome: text(data.outcome) ?? "approved", comment: text(data.comment), decidedBy: text(data.decided_by) };
}

function problemOf(outcome: EffectOutcome): string[] {
  if (outcome.status !== "done") return [`The email could not be sent: ${outcome.reason}`];
  return typeof outcome.output.reason === "string" ? [outcome.output.reason] : [];
}

function noteOf({ task, problems }: { task: TaskFacts; problems: string[] }): string | undefined {
  if (task.asked.length === 0) return "Nobody in particular is asked: the contact has no owner. Any editor may decide.";
  return [...new Set(problems)].join(" ") || undefined;
}
