import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { addDuration } from "@/lib/nodes/duration";
import { done } from "@/lib/nodes/node-result";
import {
  choiceOf,
  choiceWords,
  loadSchema,
  memberReferences,
  memberSchema,
  membersSchema,
  namesMember,
} from "@/lib/nodes/team-config";

export default defineNode({
  type: "create_task",
  kind: "action",
  version: 1,
  label: "Create task",
  description: "Gives a member something to do about the contact. The member is told in the app.",
  icon: "list-todo",
  group: "Team",
  config: z
    .strictObject({
      title: z.string("Give a title.").trim().min(1, "Give a title.").max(300, "At most 300 characters.").meta({
        title: "Title",
        widget: "text",
        placeholder: "Call {{ contact.first_name }} back",
      }),
      body: z.string().trim().max(5000, "At most 5,000 characters.").default("").meta({
        title: "What to do",
        widget: "textarea",
      }),
      how: z
        .enum(["owner", "member", "round_robin", "least_loaded", "nobody"], "Choose who gets it.")
        .default("owner")
        .meta({ title: "Assignee", widget: "select" }),
      member: memberSchema,
      members: membersSchema,
      load: loadSchema,
      dueInDays: z
        .number("Give a number.")
        .int("Give a whole number.")
        .min(0, "At least 0.")
        .max(730, "At most two years.")
        .optional()
        .meta({ title: "Due in days", description: "Leave empty for no date.", widget: "number" }),
    })
    .superRefine(namesMember),
  defaults: { title: "", body: "", how: "owner", members: [], dueInDays: 1 },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ task_id: z.string(), assignee_id: z.string().nullable(), due_at: z.string().nullable() }),
    sample: {
      task_id: "018f0000-0000-7000-8000-000000000007",
      assignee_id: "018f0000-0000-7000-8000-00000000000b",
      due_at: "2030-01-02T09:00:00.000Z",
    },
  },
  summary: (config, names) =>
    config.title ? `"${config.title}" for ${choiceWords({ config, names })}` : "The task has no title yet",
  templates: ({ title, body }) => [
    { path: "title", template: title ?? "", as: "plain" },
    ...(body ? [{ path: "body", template: body, as: "plain" as const }] : []),
  ],
  references: (config) => memberReferences(config),
  async run(ctx, config) {
    const { dueInDays } = config;
    const title = ctx.render({ template: config.title, as: "plain" }).replace(/\s+/g, " ").trim();
    const zone = ctx.state.workspace.timeZone;
    const task = await ctx.tasks.create({
      kind: "task",
      title: title || "Task",
      body: ctx.render({ template: config.body, as: "plain" }).trim(),
      assignee: choiceOf(config),
      dueAt: dueInDays === undefined ? null : addDuration({ from: ctx.now, amount: dueInDays, unit: "days", zone }),
    });
    const note =
      task.assigneeId || config.how === "nobody" ? undefined : "The contact has no owner: nobody was assigned.";
    return done({ task_id: task.id, assignee_id: task.assigneeId, due_at: task.dueAt }, "out", note);
  },
});
