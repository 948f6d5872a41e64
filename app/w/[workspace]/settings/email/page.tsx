import type { Metadata } from "next";
import { EmailProvider } from "@/components/settings/email-provider";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { memberPage } from "@/lib/auth/page";
import { listConnections } from "@/lib/services/connections/list-connections";

export const metadata: Metadata = { title: "Email sending" };

/** Who delivers this workspace's email. */
export default async function EmailSettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace, read } = await memberPage(params);
  const connections = await read(listConnections);
  return (
    <SettingsFrame workspace={workspace.slug} current="email">
      <EmailProvider connections={connections} />
    </SettingsFrame>
  );
}
