import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
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
  type: "assign_owner",
  kind: "action",
  version: 1,
  label: "Assign owner",
  description: "Gives the contact an owner: one member, members in turn, or whoever has least to do.",
  icon: "user-check",
  group: "Team",
  config: z
    .strictObject({
      how: z
        .enum(["member", "round_robin", "least_loaded"], "Choose how the owner is found.")
        .default("round_robin")
        .meta({ title: "Owner", widget: "select" }),
      member: memberSchema,
      members: membersSchema,
      load: loadSchema,
      keep: z.boolean().default(true).meta({
        title: "Keep an owner",
        description: "A contact who has an owner keeps it.",
        widget: "toggle",
      }),
    })
    .superRefine(namesMember),
  defaults: { how: "round_robin", members: [], keep: true },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ owner_id: z.string().nullable(), changed: z.boolean() }),
    sample: { owner_id: "018f0000-0000-7000-8000-00000000000b", changed: true },
  },
  summary: (config, names) =>
    `Assign to ${choiceWords({ config: { ...config, how: config.how ?? "round_robin" }, names })}`,
  references: (config) => memberReferences(config),
  async run(ctx, config) {
    const choice = choiceOf(config) ?? { how: "round_robin" as const };
    const { ownerId, changed } = await ctx.contact.assignOwner({ choice, keep: config.keep });
    return done({ owner_id: ownerId, changed }, "out", changed ? undefined : "The contact keeps the owner it had.");
  },
});
