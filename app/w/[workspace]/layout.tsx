import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ApiProvider } from "@/components/shell/api-provider";
import { AppShell } from "@/components/shell/app-shell";
import { StoppedBanner } from "@/components/shell/stopped-banner";
import { memberPage } from "@/lib/auth/page";
import { getWorkspace } from "@/lib/services/workspaces/get-workspace";
import { readProfile } from "@/lib/services/workspaces/read-profile";

/** The frame of every signed-in page; nobody but members of the workspace gets past it. */
export default async function WorkspaceLayout({
  params,
  children,
}: {
  params: Promise<{ workspace: string }>;
  children: ReactNode;
}) {
  const { user, workspace, memberships, read } = await memberPage(params);
  const profile = await read(readProfile);
  const { sending_stopped_at: stoppedAt, sending_stopped_reason: reason } = await read(({ ctx }) =>
    getWorkspace({ ctx, input: { id: workspace.id } }),
  );
  return (
    <ApiProvider workspace={workspace}>
      <AppShell
        workspace={{ slug: workspace.slug, name: workspace.name, role: workspace.role }}
        workspaces={memberships.map(({ slug, name, role }) => ({ slug, name, role }))}
        user={{ name: profile.name, email: user.email }}
        zone={workspace.timeZone}
        banner={stoppedAt ? <StoppedBanner workspace={workspace.slug} at={stoppedAt} reason={reason} /> : null}
        collapsed={(await cookies()).get("nav")?.value === "collapsed"}
      >
        {children}
      </AppShell>
    </ApiProvider>
  );
}
