import { authClient } from "@/lib/auth/server";
import { newSecret } from "@/lib/ids";
import { firstWorkspace } from "@/lib/services/workspaces/first-workspace";

/** Signs the demo person up and gives the person a workspace. The password is made here and kept in the demo file only. */
export async function makeDemoUser(): Promise<{
  id: string;
  email: string;
  password: string;
  workspaceId: string;
  slug: string;
}> {
  const client = authClient({ cookies: [], setCookies: () => {} });
  const password = newSecret(12);
  const name = "Mara Lindqvist";
  for (const email of [
    "demo@northwind.example",
    `demo-${newSecret(4)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, "x")}@northwind.example`,
  ]) {
    const { data, error } = await client.auth.signUp({
      email,
      password,
      options: { data: { name, time_zone: "Europe/Berlin" } },
    });
    if (error || !data.user) {
      // The demo file was deleted: its person is still there, with a password nobody knows.
      if (error?.code === "user_already_exists" || error?.code === "email_exists") continue;
      throw error ?? new Error("The demo user could not be made.");
    }
    const workspace = await firstWorkspace({ userId: data.user.id, email, name, timeZone: "Europe/Berlin" });
    return { id: data.user.id, email, password, workspaceId: workspace.workspaceId, slug: workspace.slug };
  }
  throw new Error("No address was free for the demo user.");
}
