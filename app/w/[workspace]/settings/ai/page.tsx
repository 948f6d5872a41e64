import type { Metadata } from "next";
import { AiLimits } from "@/components/settings/ai-limits";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { memberPage } from "@/lib/auth/page";
import { showUsage } from "@/lib/services/ai/show-usage";

export const metadata: Metadata = { title: "AI" };

/** What AI steps used, and how much they may use. */
export default async function AiSettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace, read } = await memberPage(params);
  const usage = await read(showUsage);
  return (
    <SettingsFrame workspace={workspace.slug} current="ai">
      <AiLimits usage={usage} />
    </SettingsFrame>
  );
}
