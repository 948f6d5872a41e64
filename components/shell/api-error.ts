export type ApiProblem = {
  code: string;
  message: string;
  fields: { path: string; message: string }[];
  requestId?: string;
};

/**
 * What went wrong, from anything a call to the API may answer or throw: the error body itself, an Error that
 * carries it (as `body`, `error` or its own properties), or a broken connection.
 */
export function readApiError(thrown: unknown): ApiProblem {
  const found = findProblem(thrown, 0);
  if (found) return found;
  if (thrown instanceof TypeError) {
    return {
      code: "unreachable",
      message: "The server cannot be reached. Check the connection and try again.",
      fields: [],
    };
  }
  return { code: "unknown", message: "Something went wrong. Try again in a moment.", fields: [] };
}

function findProblem(value: unknown, depth: number): ApiProblem | undefined {
  if (typeof value !== "object" || value === null || depth > 2) return undefined;
  const record = value as Record<string, unknown>;
  if (typeof record.code === "string" && typeof record.message === "string") {
    const id = record.request_id ?? record.requestId;
    return {
      code: record.code,
      message: record.message,
      fields: Array.isArray(record.fields) ? record.fields.filter(isField) : [],
      requestId: typeof id === "string" ? id : undefined,
    };
  }
  return findProblem(record.error, depth + 1) ?? findProblem(record.body, depth + 1);
}

function isField(value: unknown): value is { path: string; message: string } {
  if (typeof value !== "object" || value === null) return false;
  const field = value as Record<string, unknown>;
  return typeof field.path === "string" && typeof field.message === "string";
}
