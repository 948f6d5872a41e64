import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { safeNext } from "@/lib/auth/next-path";
import { type SessionUser, sessionUser } from "@/lib/auth/session";
import { type Membership, myMemberships } from "@/lib/db/lookup";
import { type Actor, asMember, type Role, type ServiceContext } from "@/lib/db/scoped";

export interface MemberPage {
  user: SessionUser;
  actor: Extract<Actor, { kind: "user" }>;
  workspace: { id: string; slug: string; name: string; role: Role; timeZone: string };
  /** All workspaces of the user, oldest first. */
  memberships: Membership[];
  /** Runs a service that only reads, in a transaction of this member. */
  read<T>(fn: (args: { ctx: ServiceContext }) => Promise<T>): Promise<T>;
}

/**
 * Who looks at a page of a workspace, and the door to read its data through. Looked up once per request.
 * Leaves for the sign-in page without a session, and for "not found" when the user is no member: a foreign workspace and
 * one that does not exist look the same.
 */
export async function memberPage(params: Promise<{ workspace: string }>): Promise<MemberPage> {
  return load(decodeURIComponent((await params).workspace));
}

const load = cache(async (slug: string): Promise<MemberPage> => {
  const user = await pageUser();
  const memberships = await myMemberships(user.id);
  const found = memberships.find((membership) => membership.slug === slug);
  if (!found) notFound();
  const workspace = { id: found.workspaceId, slug, name: found.name, role: found.role, timeZone: found.timeZone };
  const actor = { kind: "user", userId: user.id, role: found.role, workspaceId: found.workspaceId } as const;
  return {
    user,
    actor,
    workspace,
    memberships,
    read: async (fn) => (await asMember({ actor, fn: (ctx) => fn({ ctx }) })).value,
  };
});

/** The signed-in user of the page being rendered; without one the browser is sent to sign in and back here. */
export const pageUser = cache(async (): Promise<SessionUser> => {
  const user = await sessionUser();
  if (user) return user;
  const path = safeNext((await headers()).get("x-path"));
  redirect(path === "/w" ? "/login" : `/login?${new URLSearchParams({ next: path })}`);
});
