"use client";
import { useState } from "react";
import { toast } from "sonner";
import type { Draft } from "@/components/forms/builder/use-draft";
import { PublishDialog } from "@/components/forms/publish-dialog";
import { useApi } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { Button } from "@/components/ui/button";
import { forms } from "@/lib/api/contracts/forms";

/** Puts the draft online, or takes the page offline. */
export function PublishButton({ draft, onShowField }: { draft: Draft; onShowField: (id: string) => void }) {
  const api = useApi();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const { form } = draft;
  const online = form.status === "published";
  const nothingNew = online && !form.has_changes && draft.saving === "saved";

  async function unpublish() {
    draft.adopt(await api(forms.unpublish, { id: form.id }));
    toast("The form is offline. Its address now says that it is closed.");
  }

  /** What is published is what is saved; why something is not saved stands above the form. */
  async function begin() {
    setBusy(true);
    setOpen(await draft.flush());
    setBusy(false);
  }

  return (
    <>
      {online ? (
        <ConfirmDialog
          trigger={<Button variant="outline">Unpublish</Button>}
          title="Take this form offline?"
          description="Its address will say that the form is closed. Answers that came in are kept, and you can publish it again at any time."
          actionLabel="Unpublish form"
          onConfirm={unpublish}
        />
      ) : null}
      {nothingNew ? null : (
        <Button busy={busy} onClick={begin}>
          {online ? "Publish changes" : "Publish"}
        </Button>
      )}
      {open ? <PublishDialog draft={draft} onClose={() => setOpen(false)} onShowField={onShowField} /> : null}
    </>
  );
}
