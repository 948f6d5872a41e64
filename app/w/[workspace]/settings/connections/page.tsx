import type { Metadata } from "next";
import { Connections } from "@/components/settings/connections";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { memberPage } from "@/lib/auth/page";
import { listConnections } from "@/lib/services/connections/list-connections";

export const metadata: Metadata = { title: "Connections" };

/** The providers this workspace is connected to, and who delivers its email. */
export default async function ConnectionsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace, read } = await memberPage(params);
  const connections = await read(listConnections);
  return (
    <SettingsFrame workspace={workspace.slug} current="connections">
      <Connections connections={connections} />
    </SettingsFrame>
  );
}
