import { notFound } from "next/navigation";
import { z } from "zod";
import type { WorkflowAnswer } from "@/lib/api/contracts/workflows";
import { memberPage } from "@/lib/auth/page";
import { AppError } from "@/lib/errors";
import { getWorkflow } from "@/lib/services/workflows/get-workflow";

/** The workflow a page is about; "not found" for an id that names none here. */
export async function readWorkflow(params: Promise<{ workspace: string; id: string }>): Promise<WorkflowAnswer> {
  const { id } = await params;
  const { read } = await memberPage(params);
  if (!z.uuid().safeParse(id).success) notFound();
  try {
    return await read(({ ctx }) => getWorkflow({ ctx, input: { id } }));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
