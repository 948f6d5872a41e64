"use client";
import { useState } from "react";
import { FormBuilder } from "@/components/forms/builder/form-builder";
import { useDraft } from "@/components/forms/builder/use-draft";
import { ConflictNotice } from "@/components/forms/conflict-notice";
import { FormSettings } from "@/components/forms/form-settings";
import { PublishButton } from "@/components/forms/publish-button";
import { SharePanel } from "@/components/forms/share-panel";
import { SubmissionList } from "@/components/forms/submissions/submission-list";
import { useWorkspace } from "@/components/shell/api-provider";
import { DetailLayout } from "@/components/shell/detail-layout";
import { PageBody } from "@/components/shell/page-body";
import { SaveState } from "@/components/shell/save-state";
import { StatusBadge } from "@/components/shell/status-badge";
import { useFormat } from "@/components/shell/use-format";
import { Badge } from "@/components/ui/badge";
import type { FormAnswer } from "@/lib/api/contracts/forms";

export type FormTab = "build" | "submissions" | "settings";

/** One form: what it asks, what came in, and its settings. The draft lives here, so that changing tabs keeps it. */
export function FormScreen({ initial, tab, submission }: { initial: FormAnswer; tab: FormTab; submission?: string }) {
  const draft = useDraft(initial);
  const [selected, setSelected] = useState<string | null>(initial.draft.fields[0]?.id ?? null);
  const { slug, role } = useWorkspace();
  const format = useFormat();
  const { form } = draft;
  const base = `/w/${encodeURIComponent(slug)}/forms/${form.id}`;
  const mayEdit = role !== "viewer";
  const status = form.status === "published" ? "published" : form.version === null ? "draft" : "unpublished";
  const count = form.submission_count >= 10_000 ? "10,000+" : format.number(form.submission_count);
  return (
    <PageBody wide>
      <DetailLayout
        title={draft.name}
        badge={
          <>
            <StatusBadge kind="form" status={status} />
            {form.status === "published" && form.has_changes ? (
              <Badge tone="waiting">Changes not published</Badge>
            ) : null}
            {mayEdit ? <SaveState state={draft.saving} /> : null}
          </>
        }
        actions={
          <>
            <SharePanel form={form} />
            {mayEdit ? <PublishButton draft={draft} onShowField={setSelected} /> : null}
          </>
        }
        tabs={[
          { label: "Build", href: base, current: tab === "build" },
          { label: "Submissions", href: `${base}?tab=submissions`, current: tab === "submissions", count },
          { label: "Settings", href: `${base}?tab=settings`, current: tab === "settings" },
        ]}
      >
        <ConflictNotice draft={draft} />
        {tab === "build" ? (
          <FormBuilder draft={draft} mayEdit={mayEdit} selected={selected} onSelect={setSelected} />
        ) : tab === "submissions" ? (
          <SubmissionList form={form} open={submission} />
        ) : (
          <FormSettings draft={draft} mayEdit={mayEdit} />
        )}
      </DetailLayout>
    </PageBody>
  );
}
