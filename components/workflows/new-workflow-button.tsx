"use client";
import { Plus } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { NewWorkflowDialog } from "@/components/workflows/new-workflow-dialog";

/** Opens the dialog of a new workflow; so does `?new=1` in the address. */
export function NewWorkflowButton() {
  const [open, setOpen] = useState(false);
  const params = useSearchParams();
  const router = useRouter();
  const pathname = usePathname();
  const asked = params.get("new") === "1";
  useEffect(() => {
    if (!asked) return;
    setOpen(true);
    router.replace(pathname, { scroll: false });
  }, [asked, pathname, router]);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        New workflow
      </Button>
      {open ? <NewWorkflowDialog open onOpenChange={setOpen} /> : null}
    </>
  );
}
