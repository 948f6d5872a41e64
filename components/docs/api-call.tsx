import { FieldTable } from "@/components/docs/field-table";
import { schemaFields } from "@/components/docs/schema-fields";
import { CodeBlock } from "@/components/ui/code-block";

type Json = Record<string, unknown>;
interface Parameter {
  name: string;
  in: string;
  required: boolean;
  description?: string;
  schema: Json;
}
export interface ApiOperation {
  operationId: string;
  summary: string;
  description: string;
  parameters: Parameter[];
  requestBody?: { content: { "application/json": { schema: Json } } };
  responses: Record<string, { content?: { "application/json": { schema: Json } } }>;
}

/** One call of the REST API as OpenAPI describes it: what it needs, takes and answers. Opens on demand. */
export function ApiCall({ method, path, operation }: { method: string; path: string; operation: ApiOperation }) {
  const body = operation.requestBody?.content["application/json"].schema;
  const [status, success] = Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ?? ["200", {}];
  const answer = success.content?.["application/json"].schema;
  const parameters = {
    properties: Object.fromEntries(
      operation.parameters.map((one) => [
        one.name,
        { ...one.schema, description: one.description ?? one.schema.description ?? `In the ${one.in}.` },
      ]),
    ),
    required: operation.parameters.filter((one) => one.required).map((one) => one.name),
  };
  return (
    <details id={operation.operationId} className="scroll-mt-4 border-b py-1 last:border-0">
      <summary className="grid cursor-pointer grid-cols-[3.5rem_minmax(0,1fr)] items-baseline gap-x-3 gap-y-0.5 rounded-md px-2 py-2 hover:bg-muted">
        <code className="font-mono text-xs font-semibold">{method.toUpperCase()}</code>
        <code className="font-mono text-xs break-all">{path}</code>
        <span className="col-start-2 text-muted-foreground">{operation.summary}</span>
      </summary>
      <div className="px-2 pt-1 pb-5">
        <p className="text-muted-foreground">{operation.description.replaceAll("`", "")}</p>
        {operation.parameters.length > 0 && (
          <>
            <h4 className="mt-4 text-xs font-medium">Parameters</h4>
            <FieldTable fields={schemaFields(parameters)} label={`Parameters of ${operation.summary}`} />
          </>
        )}
        {body && (
          <>
            <h4 className="mt-4 text-xs font-medium">Body</h4>
            <FieldTable fields={schemaFields(body)} label={`Body of ${operation.summary}`} />
          </>
        )}
        {answer && (
          <>
            <h4 className="mt-4 text-xs font-medium">Answer, {status}</h4>
            <FieldTable fields={schemaFields(answer)} label={`Answer of ${operation.summary}`} />
          </>
        )}
        <div className="mt-4">
          <CodeBlock label="Request" code={curl({ method, path, body })} />
        </div>
      </div>
    </details>
  );
}

function curl({ method, path, body }: { method: string; path: string; body: Json | undefined }): string {
  const verb = method === "get" ? "" : ` -X ${method.toUpperCase()}`;
  const data = body ? ` \\\n  -H "Content-Type: application/json" -d '{}'` : "";
  return `curl${verb} "$LEADLOOM_URL/api/v1${path}" \\\n  -H "Authorization: Bearer $LEADLOOM_KEY"${data}`;
}
