import { z } from "zod";
import type { Contract } from "@/lib/api/contract";
import { contracts } from "@/lib/api/contracts/all";
import { errorTable } from "@/lib/errors";

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the whole API, made from the contracts. @param serverUrl public address of this installation */
export function openApiDocument(serverUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const [resource, calls] of Object.entries(contracts)) {
    for (const [name, declared] of Object.entries(calls as Record<string, Contract>)) {
      paths[declared.path] ??= {};
      (paths[declared.path] as Json)[declared.method.toLowerCase()] = operation({
        id: `${resource}.${name}`,
        declared,
      });
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Leadloom API",
      version: "1",
      description:
        "Everything the interface does goes through these calls. Send an API key as a bearer token; the key names its workspace.",
    },
    servers: [{ url: `${serverUrl}/api/v1` }],
    security: [{ apiKey: [] }],
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", bearerFormat: "ll_…" } },
      schemas: { Error: errorSchema },
    },
    paths,
  };
}

const errorSchema: Json = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "request_id"],
      properties: {
        code: { type: "string", enum: Object.keys(errorTable) },
        message: { type: "string" },
        fields: {
          type: "array",
          items: { type: "object", properties: { path: { type: "string" }, message: { type: "string" } } },
        },
        request_id: { type: "string" },
      },
    },
  },
};

function operation({ id, declared }: { id: string; declared: Contract }): Json {
  const failure = {
    description: "Refused",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
  };
  const parameters = [
    ...fieldsOf({ schema: declared.params, where: "path" }),
    ...fieldsOf({ schema: declared.query, where: "query" }),
  ];
  if (declared.ifMatch)
    parameters.push({
      name: "If-Match",
      in: "header",
      required: false,
      schema: { type: "string" },
      description: "Revision the edit was based on.",
    });
  if (declared.method === "POST" && declared.idempotent !== false)
    parameters.push({
      name: "Idempotency-Key",
      in: "header",
      required: false,
      schema: { type: "string", maxLength: 255 },
    });
  return {
    operationId: id,
    summary: declared.summary,
    tags: [declared.tag],
    description: `Needs the role ${declared.role}, or an API key with the scope \`${declared.scope}\`.`,
    parameters,
    ...(declared.body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: schemaOf({ schema: declared.body, io: "input" }) } },
          },
        }
      : {}),
    responses: {
      [String(declared.status ?? 200)]: {
        description: "Done",
        content: { "application/json": { schema: schemaOf({ schema: declared.response, io: "output" }) } },
      },
      "4XX": failure,
      "5XX": failure,
    },
  };
}

function fieldsOf({ schema, where }: { schema: z.ZodType | undefined; where: "path" | "query" }): Json[] {
  if (!schema) return [];
  const json = schemaOf({ schema, io: "input" }) as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, field]) => ({
    name,
    in: where,
    required: where === "path" || (json.required ?? []).includes(name),
    schema: field,
  }));
}

function schemaOf({ schema, io }: { schema: z.ZodType; io: "input" | "output" }): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
  return json;
}
