import { z } from "zod";
import type { Role } from "@/lib/db/scoped";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * One call of the REST API, declared once: route, typed client, OpenAPI document and denial tests read it.
 * `path` is below /api/v1 with `{name}` for parameters. Input reaches the service flat: params, query and body merged,
 * so their names must not collide. `role` is the lowest member role, `scope` what an API key needs.
 */
export interface Contract<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  method: Method;
  path: string;
  tag: string;
  summary: string;
  role: Role;
  scope: string;
  params?: P;
  query?: Q;
  body?: B;
  response: R;
  /** HTTP status of success; 200 without. */
  status?: number;
  /** The answer holds a secret: it is never stored for repeated requests. */
  secret?: boolean;
  /** The request may carry If-Match with a revision; the service gets it as `ifMatch`. */
  ifMatch?: boolean;
  /** False for POSTs that write nothing. */
  idempotent?: boolean;
}

// A body without fields would otherwise forbid every name, also those of params.
type In<S> = S extends z.ZodType
  ? NonNullable<z.input<S>> extends Record<string, never>
    ? unknown
    : z.input<S>
  : unknown;
type Out<S> = S extends z.ZodType ? z.output<S> : unknown;

/** What a caller writes: params, query and body in one flat object. */
export type CallInput<C extends Contract> = Simplify<In<C["params"]> & In<C["query"]> & In<C["body"]>>;
/** What the service gets, after parsing. */
export type ServiceInput<C extends Contract> = Simplify<Out<C["params"]> & Out<C["query"]> & Out<C["body"]>> & {
  ifMatch?: number;
};
/** What the caller gets. */
export type Answer<C extends Contract> = z.output<C["response"]>;
type Simplify<T> = { [K in keyof T]: T[K] } & {};

/** Declares a contract with its schemas' types kept. */
export function contract<const C extends Contract>(declared: C): C {
  return declared;
}

export const idParams = z.strictObject({ id: z.uuid({ error: "This is not an id." }) });
/** Number of a version in a path, within the column's range. */
export const versionParams = idParams.extend({ number: z.coerce.number().int().min(1).max(2_147_483_647) });
export const none = z.strictObject({});

/** Query of every keyset list. `count=exact` adds the total, which costs a scan. */
export const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  count: z.enum(["exact"]).optional(),
});

/** Answer of every list. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), next_cursor: z.string().nullable(), count: z.number().optional() });

export const deleted = z.object({ deleted: z.literal(true) });
export const instant = z.string();
