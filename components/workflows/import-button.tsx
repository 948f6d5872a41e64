"use client";
import { Upload } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ImportDialog } from "@/components/workflows/import-dialog";

/** Opens the dialog that makes a workflow from a file. */
export function ImportButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" onClick={() => setOpen(true)} aria-label="Import a workflow">
        <Upload aria-hidden />
        <span className="hidden sm:inline">Import</span>
      </Button>
      {open ? <ImportDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
