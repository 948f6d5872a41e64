import type { Metadata } from "next";
import { LazyEditor } from "@/components/canvas/lazy-editor";
import { memberPage } from "@/lib/auth/page";
import { readWorkflow } from "./read-workflow";

type Props = { params: Promise<{ workspace: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readWorkflow(params)).name };
}

/** The editor of one workflow. */
export default async function WorkflowPage({ params }: Props) {
  await memberPage(params);
  const workflow = await readWorkflow(params);
  return <LazyEditor key={workflow.id} workflow={workflow} />;
}
