import type { Client } from "@/lib/api/client";
import { workflowFiles } from "@/lib/api/contracts/workflow-files";

/** Hands the workflow's draft and settings to the browser as a file to keep. @throws ApiError */
export async function exportWorkflow({ api, id, name }: { api: Client; id: string; name: string }): Promise<void> {
  const file = await api(workflowFiles.export, { id });
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileName(name)}.workflow.json`;
  link.click();
  // The browser reads the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Letters and digits of any script, joined by hyphens. */
function fileName(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join("-").slice(0, 80) || "workflow";
}
