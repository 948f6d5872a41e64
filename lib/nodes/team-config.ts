import { z } from "zod";
import type { NameLookup, ReferenceKind } from "@/lib/nodes/define-node";
import type { MemberChoice } from "@/lib/nodes/node-context";

/** Field schemas of the steps that deal with segments, statuses, members and other workflows. */
export const segmentIdSchema = z.uuid("Choose a segment.").meta({ title: "Segment", widget: "segment" });
export const workflowIdSchema = z.uuid("Choose a workflow.").meta({ title: "Workflow", widget: "workflow" });
export const statusSchema = z.enum(["lead", "qualified", "customer", "inactive"], "Choose a status.");

export const memberSchema = z
  .uuid("Choose a member.")
  .optional()
  .meta({ title: "Member", widget: "member", when: { how: "member" } });
export const membersSchema = z
  .array(z.uuid("Choose members."))
  .max(100, "At most 100 members.")
  .default([])
  .meta({
    title: "Among",
    description: "Nobody chosen: everybody who may edit.",
    widget: "members",
    when: { how: ["round_robin", "least_loaded"] },
  });
export const loadSchema = z
  .enum(["contacts", "tasks"], "Choose what counts as load.")
  .default("contacts")
  .meta({
    title: "Load",
    description: "What is counted: contacts that are leads or qualified, or open tasks.",
    widget: "select",
    when: { how: "least_loaded" },
  });

/** Refuses a choice of one member that names none. */
export function namesMember(config: { how: string; member?: string }, context: z.RefinementCtx): void {
  if (config.how === "member" && !config.member)
    context.addIssue({ code: "custom", message: "Choose a member.", path: ["member"] });
}

interface Config {
  how?: string;
  member?: string;
  members?: string[];
  load?: "contacts" | "tasks";
}

/** What the engine is asked for; null when nobody is to be picked. */
export function choiceOf({ how, member, members, load }: Config): MemberChoice | null {
  if (how === "member" || how === "owner" || how === "round_robin" || how === "least_loaded")
    return { how, member, members, load };
  return null;
}

/** Who is picked, for a card: "Ada", "the contact's owner", "3 members in turn". */
export function choiceWords({ config, names }: { config: Config; names: NameLookup }): string {
  const { how, member, members = [] } = config;
  const among = members.length === 0 ? "everybody" : members.length === 1 ? "one member" : `${members.length} members`;
  switch (how) {
    case "member":
      return member ? (names("member", member) ?? "a member") : "nobody yet";
    case "owner":
      return "the contact's owner";
    case "round_robin":
      return `${among} in turn`;
    case "least_loaded":
      return `whoever of ${among} has least to do`;
    default:
      return "nobody";
  }
}

/** The members a config names, as references. */
export function memberReferences({ how, member, members = [] }: Config): {
  path: string;
  kind: ReferenceKind;
  id: string;
}[] {
  if (how === "member") return member ? [{ path: "member", kind: "member", id: member }] : [];
  if (how !== "round_robin" && how !== "least_loaded") return [];
  return members.map((id, n) => ({ path: `members.${n}`, kind: "member" as const, id }));
}

/** A segment as a card names it. */
export function segmentWords({ id, names }: { id: string | undefined; names: NameLookup }): string {
  return id ? `"${names("segment", id) ?? "a segment"}"` : "…";
}
