import { firstWorkspace } from "@/lib/services/workspaces/first-workspace";

interface SignedIn {
  id: string;
  email?: string;
  /** What was typed at sign-up, as Supabase Auth keeps it: `name`, `time_zone`. */
  user_metadata?: Record<string, unknown>;
}

/** Where a person who has just signed in goes: the first workspace, made now if there is none. */
export async function landing(user: SignedIn): Promise<string> {
  const text = (value: unknown) => (typeof value === "string" ? value.slice(0, 80) : "");
  const { name, time_zone } = user.user_metadata ?? {};
  const { slug } = await firstWorkspace({
    userId: user.id,
    email: user.email ?? "",
    name: text(name),
    timeZone: text(time_zone),
  });
  return `/w/${slug}`;
}
