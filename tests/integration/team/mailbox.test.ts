import { expect, test } from "vitest";
import { type Actor, asMember } from "@/lib/db/scoped";
import { getMail } from "@/lib/services/mailbox/get-mail";
import { listMailbox } from "@/lib/services/mailbox/list-mailbox";
import { colleague, team, through } from "./team.ts";

const as = (userId: string, role: "owner" | "editor"): Actor => ({
  kind: "user",
  userId,
  role,
  workspaceId: team.h.workspace.workspaceId,
});

/** What somebody finds in the built-in mailbox about a subject. */
async function found(actor: Actor, subject: string) {
  const { value } = await asMember({
    actor,
    fn: (ctx) => listMailbox({ ctx, input: { limit: 50, count: true } as never }),
  });
  return { mails: value.data.filter((mail) => mail.subject.includes(subject)), count: value.count };
}

test("the mail that asks for an approval is the approver's and the owner's to read; no other member finds its link", async () => {
  const [approver, other] = [await colleague("Berta"), await colleague("Carl")];
  const title = `Ask ${crypto.randomUUID()}`;
  await through({
    node: {
      type: "approval",
      config: {
        title,
        message: "Ten seats.",
        how: "member",
        member: approver,
        members: [],
        deadline: { amount: 2, unit: "days" },
      },
    },
    edges: ["n.approved -> yes"],
  });
  const owner = team.h.workspace.actor;
  const mine = await found(as(approver, "editor"), title);
  expect(mine.mails).toHaveLength(1);
  expect((await found(owner, title)).mails).toHaveLength(1);
  const theirs = await found(as(other, "editor"), title);
  expect(theirs).toEqual({ mails: [], count: 0 });
  const input = { id: mine.mails[0]!.id };
  const { value } = await asMember({ actor: as(approver, "editor"), fn: (ctx) => getMail({ ctx, input }) });
  expect(value.text).toMatch(/\/a\/[\w.-]+/);
  await expect(asMember({ actor: as(other, "editor"), fn: (ctx) => getMail({ ctx, input }) })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("mail to a contact stays every member's to read", async () => {
  const other = await colleague("Dora");
  const subject = `News ${crypto.randomUUID()}`;
  await through({ node: { type: "send_email", config: { purpose: "transactional", subject, body: "Hello" } } });
  expect((await found(as(other, "editor"), subject)).mails).toHaveLength(1);
});
