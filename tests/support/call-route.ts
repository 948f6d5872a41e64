import type { RouteHandler } from "@/lib/api/define-route";
import { matchRoute } from "./routes.ts";

/** `fetch` for the REST API without a server: finds the route file of the address and calls its handler. */
export const callRoute: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const found = matchRoute(new URL(request.url).pathname.replace(/^\/api\/v1/, ""));
  if (!found) return new Response("No such route", { status: 404 });
  const handlers = (await import(found.file)) as Record<string, RouteHandler | undefined>;
  const handler = handlers[request.method];
  if (!handler) return new Response("No such method", { status: 405 });
  return handler(request, { params: Promise.resolve(found.params) });
};
