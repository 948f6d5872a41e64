import { AppError } from "@/lib/errors";

/** The one error shape of the API. A bug is logged with its request id and shows nothing of itself. */
export function errorResponse({
  error,
  requestId,
  headers,
}: {
  error: unknown;
  requestId: string;
  headers?: Record<string, string>;
}): Response {
  const known =
    error instanceof AppError
      ? error
      : new AppError("internal", "Something went wrong on our side. Nothing was changed.", { cause: error });
  if (!(error instanceof AppError))
    console.error(
      JSON.stringify({
        level: "error",
        request_id: requestId,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
  return Response.json(
    {
      error: {
        code: known.code,
        message: known.message,
        ...(known.fields ? { fields: known.fields } : {}),
        ...(known.details ? { details: known.details } : {}),
        request_id: requestId,
      },
    },
    {
      status: known.status,
      headers: {
        ...headers,
        "x-request-id": requestId,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        ...(known.retryAfterSeconds !== undefined ? { "retry-after": String(Math.ceil(known.retryAfterSeconds)) } : {}),
      },
    },
  );
}
