"use client";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import type { Draft } from "@/components/forms/builder/use-draft";
import { VersionList } from "@/components/forms/version-list";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { forms } from "@/lib/api/contracts/forms";

/** Name, what is noted about visitors, versions, and the end of the form. */
export function FormSettings({ draft, mayEdit }: { draft: Draft; mayEdit: boolean }) {
  const api = useApi();
  const router = useRouter();
  const { slug } = useWorkspace();
  const content = draft.draft;
  const capture = (change: Partial<typeof content.capture>) =>
    draft.change({ draft: { ...content, capture: { ...content.capture, ...change } } });
  const nameError = draft.problem?.fields.find((field) => field.path === "name")?.message;

  async function remove() {
    await api(forms.remove, { id: draft.form.id });
    toast(`“${draft.name}” was deleted.`);
    router.push(`/w/${encodeURIComponent(slug)}/forms`);
    router.refresh();
  }

  return (
    <div className="grid max-w-3xl gap-4">
      <Card>
        <CardHeader>
          <CardTitle>General</CardTitle>
        </CardHeader>
        <CardContent>
          <fieldset disabled={!mayEdit} className="grid gap-4">
            <Field label="Name" name="name" error={nameError} help="For your team. Visitors see the title instead.">
              <Input
                value={draft.name}
                maxLength={120}
                onChange={(event) => draft.change({ name: event.target.value })}
              />
            </Field>
            <CheckField
              label="Note the campaign"
              help="Keeps utm_source, utm_medium, utm_campaign, utm_term and utm_content from the page’s address."
              checked={content.capture.utm}
              onCheckedChange={(on) => capture({ utm: on === true })}
            />
            <CheckField
              label="Note the page visitors came from"
              checked={content.capture.referrer}
              onCheckedChange={(on) => capture({ referrer: on === true })}
            />
          </fieldset>
        </CardContent>
      </Card>
      <VersionList draft={draft} mayEdit={mayEdit} />
      {mayEdit ? (
        <Card>
          <CardContent className="flex flex-wrap items-center justify-between gap-3">
            <div className="min-w-0 flex-1 basis-64">
              <h2 className="font-semibold">Delete this form</h2>
              <p className="text-muted-foreground">Its page stops answering. Submissions and contacts are kept.</p>
            </div>
            <ConfirmDialog
              trigger={<Button variant="destructive">Delete form</Button>}
              title={`Delete “${draft.name}”?`}
              description="Its page stops answering at once, and workflows that start from it will not start any more. Submissions and contacts are kept. This cannot be undone."
              actionLabel="Delete form"
              typeToConfirm={draft.name}
              onConfirm={remove}
            />
          </CardContent>
        </Card>
      ) : null}
    </div>
  );
}
