import type { Metadata } from "next";
import { SendingForm } from "@/components/settings/sending-form";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { memberPage } from "@/lib/auth/page";
import { getWorkspace } from "@/lib/services/workspaces/get-workspace";

export const metadata: Metadata = { title: "Sending" };

/** The rules that every message of the workspace obeys. */
export default async function SendingSettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace, read } = await memberPage(params);
  const settings = await read(({ ctx }) => getWorkspace({ ctx, input: { id: workspace.id } }));
  return (
    <SettingsFrame workspace={workspace.slug} current="sending">
      <SendingForm settings={settings} />
    </SettingsFrame>
  );
}
