import { ZodError } from "zod";
import type { NodeFailure } from "@/lib/engine/interpret";
import { AppError, errorTable } from "@/lib/errors";
import { NodeError } from "@/lib/nodes/node-result";

/** What a node threw, in words for its step, and whether trying again can help. */
export function failureOf(error: unknown): NodeFailure {
  if (error instanceof NodeError)
    return { message: error.message, retryable: error.retryable, retryAfterSeconds: error.retryAfterSeconds };
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    return {
      message: `This step is not set up completely: ${issue?.message ?? "check its settings."}`,
      retryable: false,
    };
  }
  if (error instanceof AppError) return { message: error.message, retryable: errorTable[error.code].kind !== "user" };
  return { message: error instanceof Error ? error.message : String(error), retryable: true };
}
