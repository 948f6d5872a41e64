import type { Metadata } from "next";
import { GeneralForm } from "@/components/settings/general-form";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { StopSending } from "@/components/settings/stop-sending";
import { memberPage } from "@/lib/auth/page";
import { getWorkspace } from "@/lib/services/workspaces/get-workspace";

export const metadata: Metadata = { title: "Settings" };

/** General settings of the workspace. */
export default async function SettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace, read } = await memberPage(params);
  const settings = await read(({ ctx }) => getWorkspace({ ctx, input: { id: workspace.id } }));
  const zones = [...new Set(["UTC", settings.time_zone, ...Intl.supportedValuesOf("timeZone")])];
  return (
    <SettingsFrame workspace={workspace.slug} current="general">
      <GeneralForm settings={settings} zones={zones} />
      <StopSending settings={settings} />
    </SettingsFrame>
  );
}
