import type { z } from "zod";
import { authenticate } from "@/lib/api/authenticate";
import type { Answer, CallInput, Contract, ServiceInput } from "@/lib/api/contract";
import { errorResponse } from "@/lib/api/error-response";
import { guardOnce } from "@/lib/api/idempotency";
import { limitRequests, type RateState } from "@/lib/api/rate-limit";
import { fieldErrors } from "@/lib/api/zod-words";
import { asMember, type Role, type ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { readBody } from "@/lib/http/read-body";
import { problemOfText } from "@/lib/http/stored-text";
import { newId } from "@/lib/ids";
import { commitAsMember } from "@/lib/services/commit";

const rank: Record<Role, number> = { viewer: 1, editor: 2, admin: 3, owner: 4 };
const everything: unknown = {};

export type RouteHandler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;

/**
 * Turns a contract and a service into a route handler. In order: session or key → workspace → rate limit → permission → parse →
 * one transaction (idempotency row, service, stored answer) → commit → dispatch and hooks → strict answer; errors by the error table.
 * The service gets the flat, parsed input and returns exactly what the contract's response declares.
 * `complete` may add to the answer what only the commit and the dispatch after it have brought about.
 */
export function defineRoute<C extends Contract>(
  declared: C,
  service: (args: { ctx: ServiceContext; input: ServiceInput<C> }) => Promise<z.input<C["response"]>>,
  complete?: (args: { ctx: ServiceContext; answer: Answer<C> }) => Promise<z.input<C["response"]>>,
): RouteHandler {
  return async (request, route) => {
    const requestId = newId();
    let rate: RateState | null = null;
    try {
      const actor = await authenticate(request);
      rate = await limitRequests(actor);
      if (rank[actor.role] < rank[declared.role])
        throw new AppError("forbidden", `This needs the role ${declared.role}; yours is ${actor.role}.`);
      if (actor.kind === "key" && !actor.scopes.includes(declared.scope))
        throw new AppError("forbidden", `This API key lacks the scope ${declared.scope}.`);
      const { input, body } = await parse({ declared, request, params: await route.params });
      const perform = async (ctx: ServiceContext) =>
        declared.response.parse(await service({ ctx, input })) as Answer<C>;
      const guarded = declared.method === "POST" && declared.idempotent !== false;
      const run = (ctx: ServiceContext) =>
        guarded
          ? guardOnce({ ctx, request, declared, body, perform })
          : perform(ctx).then((answer) => ({ answer, replayed: false }));
      const { answer, replayed } =
        declared.method === "GET"
          ? (await asMember({ actor, fn: run })).value
          : await commitAsMember({ actor, fn: run });
      const shown = complete ? (await asMember({ actor, fn: (ctx) => complete({ ctx, answer }) })).value : answer;
      return Response.json(shown ?? everything, {
        status: declared.status ?? 200,
        headers: {
          ...rate.headers,
          "x-request-id": requestId,
          "cache-control": "no-store",
          "x-content-type-options": "nosniff",
          ...(replayed ? { "idempotency-replayed": "true" } : {}),
        },
      });
    } catch (error) {
      return errorResponse({ error, requestId, headers: rate?.headers });
    }
  };
}

async function parse<C extends Contract>({
  declared,
  request,
  params,
}: {
  declared: C;
  request: Request;
  params: Record<string, string>;
}): Promise<{ input: ServiceInput<C>; body: string }> {
  const input: Record<string, unknown> = {};
  if (declared.params) {
    const parsed = declared.params.safeParse(params);
    // An id that cannot be one names nothing: the same answer as for an id of another workspace.
    if (!parsed.success) throw new AppError("not_found", "This does not exist or was deleted.");
    Object.assign(input, parsed.data);
  }
  const query = readQuery(request);
  if (declared.query) Object.assign(input, check({ schema: declared.query, value: query, what: "query" }));
  else if (Object.keys(query).length > 0)
    throw new AppError("validation", "This call takes no query parameters.", {
      fields: Object.keys(query).map((path) => ({ path, message: "Not known here." })),
    });
  let body = "";
  if (declared.body) {
    const read = await readBody(request);
    body = read.text;
    Object.assign(input, check({ schema: declared.body, value: read.json, what: "body" }));
  }
  if (declared.ifMatch) {
    const header = request.headers.get("if-match");
    // Nine digits: more would not fit the column it is compared with.
    if (header !== null && !/^("?)\d{1,9}\1$/.test(header))
      throw new AppError("bad_request", "If-Match must be the revision number you edited.", {
        fields: [{ path: "If-Match", message: "This is not a revision number." }],
      });
    input.ifMatch = header === null ? undefined : Number(header.replaceAll('"', ""));
  }
  return { input: input as ServiceInput<C>, body };
}

/** The query by name. @throws AppError 422 for a name given twice, of which one would silently win, and for text that no column holds */
function readQuery(request: Request): Record<string, string> {
  const { searchParams } = new URL(request.url);
  const fields = [...new Set(searchParams.keys())].flatMap((name) => {
    const [value = "", again] = searchParams.getAll(name);
    const message = again === undefined ? problemOfText(name + value) : "This parameter is given more than once.";
    return message ? [{ path: name.replaceAll("\0", ""), message }] : [];
  });
  if (fields[0]) throw new AppError("validation", `${fields[0].path}: ${fields[0].message}`, { fields });
  return Object.fromEntries(searchParams);
}

function check({ schema, value, what }: { schema: z.ZodType; value: unknown; what: string }): Record<string, unknown> {
  // With the input an issue can tell a missing field from a wrong one.
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const fields = fieldErrors(parsed.error);
  throw new AppError(
    "validation",
    fields[0] ? `${fields[0].path || what}: ${fields[0].message}` : `The ${what} is not valid.`,
    { fields },
  );
}

export type { CallInput };
