import type { Metadata } from "next";
import { WorkflowFrame } from "@/components/workflows/workflow-frame";
import { WorkflowSettings } from "@/components/workflows/workflow-settings";
import { readWorkflow } from "../read-workflow";

export const metadata: Metadata = { title: "Workflow settings" };

type Props = { params: Promise<{ workspace: string; id: string }> };

/** Entry rules, order and description of a workflow. */
export default async function WorkflowSettingsPage({ params }: Props) {
  const workflow = await readWorkflow(params);
  return (
    <WorkflowFrame workflow={workflow} current="settings">
      <WorkflowSettings workflow={workflow} />
    </WorkflowFrame>
  );
}
