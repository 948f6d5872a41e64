import { redirect } from "next/navigation";
import { pageUser } from "@/lib/auth/page";
import { firstWorkspace } from "@/lib/services/workspaces/first-workspace";

/** Sends a signed-in person to the first workspace, which is made here when there is none yet. */
export default async function WorkspacesPage() {
  const user = await pageUser();
  const { slug } = await firstWorkspace({ userId: user.id, email: user.email });
  redirect(`/w/${slug}`);
}
