import type { Metadata } from "next";
import { Secrets } from "@/components/settings/secrets";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { memberPage } from "@/lib/auth/page";
import { listSecrets } from "@/lib/services/secrets/list-secrets";

export const metadata: Metadata = { title: "Secrets" };

/** Secrets for calls to other systems: everybody sees their names, admins and the owner add and change them. */
export default async function SecretsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace, read } = await memberPage(params);
  const initial = await read(({ ctx }) => listSecrets({ ctx, input: { limit: 50 } }));
  return (
    <SettingsFrame workspace={workspace.slug} current="secrets">
      <Secrets initial={initial} />
    </SettingsFrame>
  );
}
