import type { Metadata } from "next";
import Link from "next/link";
import { ApiCall, type ApiOperation } from "@/components/docs/api-call";
import { openApiDocument } from "@/lib/api/openapi";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "REST API" };
/** The address is known at run time only. */
export const dynamic = "force-dynamic";

/** Every call of the REST API by subject, drawn from the contracts. */
export default function ApiPage() {
  const document = openApiDocument(env().baseUrl) as { paths: Record<string, Record<string, ApiOperation>> };
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(calls.map(({ operation }) => tagOf(operation)))].sort();
  return (
    <div className="max-w-3xl">
      <h1 className="text-2xl font-semibold tracking-tight">REST API</h1>
      <p className="mt-2 text-pretty text-muted-foreground">
        JSON in, JSON out, under <code className="font-mono text-xs">{env().baseUrl}/api/v1</code>. Make a key in
        Settings and send it as a bearer token; the key names its workspace. Lists answer{" "}
        <code className="font-mono text-xs">data</code> and <code className="font-mono text-xs">next_cursor</code>. A
        POST with an <code className="font-mono text-xs">Idempotency-Key</code> can be repeated safely. The same as a
        machine reads it:{" "}
        <Link href="/api/v1/openapi.json" className="underline underline-offset-4">
          OpenAPI 3.1
        </Link>
        .
      </p>
      {tags.map((tag) => (
        <section key={tag} aria-labelledby={`tag-${tag}`} className="mt-8">
          <h2 id={`tag-${tag}`} className="text-base font-semibold">
            {tag}
          </h2>
          <div className="mt-2 rounded-lg border bg-card px-2">
            {calls
              .filter(({ operation }) => tagOf(operation) === tag)
              .map(({ path, method, operation }) => (
                <ApiCall key={operation.operationId} path={path} method={method} operation={operation} />
              ))}
          </div>
        </section>
      ))}
    </div>
  );
}

const tagOf = (operation: ApiOperation & { tags?: string[] }): string => operation.tags?.[0] ?? "Other";
