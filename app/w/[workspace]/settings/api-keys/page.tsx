import type { Metadata } from "next";
import { ApiKeys } from "@/components/settings/api-keys";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { EmptyState } from "@/components/shell/empty-state";
import { allScopes } from "@/lib/api/scopes";
import { memberPage } from "@/lib/auth/page";
import { listApiKeys } from "@/lib/services/api-keys/list-api-keys";

export const metadata: Metadata = { title: "API keys" };

/** API keys of the workspace, for admins and the owner. */
export default async function ApiKeysPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace, read } = await memberPage(params);
  const allowed = workspace.role === "owner" || workspace.role === "admin";
  const initial = allowed ? await read(({ ctx }) => listApiKeys({ ctx, input: { limit: 50 } })) : null;
  return (
    <SettingsFrame workspace={workspace.slug} current="api-keys">
      {initial ? (
        <ApiKeys initial={initial} scopes={allScopes()} />
      ) : (
        <EmptyState
          title="For admins"
          description="API keys can read and change everything their scopes name, so only an admin or the owner sees them."
        />
      )}
    </SettingsFrame>
  );
}
