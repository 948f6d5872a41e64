import type { Actor } from "@/lib/db/scoped";
import { commitAsMember } from "@/lib/services/commit";
import { addMembers } from "@/lib/services/segments/add-members";
import { createSegment } from "@/lib/services/segments/create-segment";
import { completeTask } from "@/lib/services/tasks/complete-task";
import { createTask } from "@/lib/services/tasks/create-task";

const HOUR = 3_600_000;

/** Segments and tasks of the demo workspace, about contacts it has. */
export async function seedTeam({ actor }: { actor: Extract<Actor, { kind: "user" }> }): Promise<void> {
  await commitAsMember({
    actor,
    fn: async (ctx) => {
      const people = await ctx.db
        .selectFrom("contacts")
        .select(["id", "first_name", "company", "status"])
        .where("workspace_id", "=", ctx.workspaceId)
        .where("deleted_at", "is", null)
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .limit(40)
        .execute();
      const lists = [
        { name: "Customer council", description: "Customers we ask first.", of: (n: number) => n % 5 === 0 },
        { name: "Autumn webinar", description: "Invited to the webinar in autumn.", of: (n: number) => n % 3 === 1 },
      ];
      for (const { name, description, of } of lists) {
        const { id } = await createSegment({ ctx, input: { name, description } });
        const contact_ids = people.filter((_, n) => of(n)).map((person) => person.id);
        if (contact_ids.length > 0) await addMembers({ ctx, input: { id, contact_ids } });
      }
      const due = (hours: number) => new Date(Date.parse(ctx.now) + hours * HOUR).toISOString();
      const [first, second, third, fourth] = people;
      const todo = [
        { about: first, title: "Call back about the demo", body: "Asked for a call in the afternoon.", due_at: due(4) },
        { about: second, title: "Send the offer for ten seats", body: "", due_at: due(30) },
        { about: third, title: "Check the billing address", body: "The invoice came back.", due_at: due(-20) },
        { about: fourth, title: "Say thank you for the referral", body: "", due_at: null, done: true },
      ];
      for (const { about, done, ...task } of todo) {
        const input = { ...task, assignee_id: actor.userId, contact_id: about?.id ?? null };
        const { id } = await createTask({ ctx, input });
        if (done) await completeTask({ ctx, input: { id, comment: "Sent a card." } });
      }
    },
  });
}
