/** Who must act on an error: the person who asked, nobody but time, or the people who wrote the product. */
export type ErrorKind = "user" | "temporary" | "bug";

/** One table: error code → HTTP status and kind. */
export const errorTable = {
  bad_request: { status: 400, kind: "user" },
  unauthenticated: { status: 401, kind: "user" },
  forbidden: { status: 403, kind: "user" },
  not_found: { status: 404, kind: "user" },
  method_not_allowed: { status: 405, kind: "user" },
  conflict: { status: 409, kind: "user" },
  revision_conflict: { status: 409, kind: "user" },
  idempotency_conflict: { status: 409, kind: "user" },
  in_flight: { status: 409, kind: "temporary" },
  already_created: { status: 409, kind: "user" },
  gone: { status: 410, kind: "user" },
  too_large: { status: 413, kind: "user" },
  unsupported_type: { status: 415, kind: "user" },
  validation: { status: 422, kind: "user" },
  not_publishable: { status: 422, kind: "user" },
  rate_limited: { status: 429, kind: "temporary" },
  internal: { status: 500, kind: "bug" },
  unavailable: { status: 503, kind: "temporary" },
} as const satisfies Record<string, { status: number; kind: ErrorKind }>;

export type ErrorCode = keyof typeof errorTable;

/** One field that was refused: `path` as dotted names from the root of the body, `message` a plain sentence. */
export interface FieldError {
  path: string;
  message: string;
}

/** An error meant to be read by the person who asked. Anything else that is thrown is a bug and shows no detail. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields?: FieldError[];
  readonly retryAfterSeconds?: number;
  readonly details?: Record<string, unknown>;

  constructor(
    code: ErrorCode,
    message: string,
    more: {
      fields?: FieldError[];
      retryAfterSeconds?: number;
      details?: Record<string, unknown>;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = more.fields;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.details = more.details;
  }

  get status(): number {
    return errorTable[this.code].status;
  }
}

/** One refused field, as a 422. `path` is dotted from the root of the body. */
export function invalid(path: string, message: string): AppError {
  return new AppError("validation", message, { fields: [{ path, message }] });
}

/** A thing that is not there, or not in this workspace: the two are never told apart. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `This ${what} does not exist or was deleted.`);
}
