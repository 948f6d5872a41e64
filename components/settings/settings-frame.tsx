import type { ReactNode } from "react";
import { DetailLayout } from "@/components/shell/detail-layout";
import { PageBody } from "@/components/shell/page-body";

type Props = {
  workspace: string;
  current: "general" | "sending" | "connections" | "ai" | "secrets" | "api-keys";
  children: ReactNode;
};

/** The frame of the settings pages: title and the way from one to the other. `workspace` is the slug. */
export function SettingsFrame({ workspace, current, children }: Props) {
  const base = `/w/${encodeURIComponent(workspace)}/settings`;
  return (
    <PageBody>
      <DetailLayout
        title="Settings"
        tabs={[
          { label: "General", href: base, current: current === "general" },
          { label: "Sending", href: `${base}/sending`, current: current === "sending" },
          { label: "Connections", href: `${base}/connections`, current: current === "connections" },
          { label: "AI", href: `${base}/ai`, current: current === "ai" },
          { label: "Secrets", href: `${base}/secrets`, current: current === "secrets" },
          { label: "API keys", href: `${base}/api-keys`, current: current === "api-keys" },
        ]}
      >
        {children}
      </DetailLayout>
    </PageBody>
  );
}
