import { openApiDocument } from "@/lib/api/openapi";
import { env } from "@/lib/env";

/** The OpenAPI document is public: it says nothing about anybody's data. */
export function GET(): Response {
  return Response.json(openApiDocument(env().baseUrl), { headers: { "cache-control": "public, max-age=60" } });
}
