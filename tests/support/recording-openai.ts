import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it came: what the SDK sent. */
export interface ModelRequest {
  authorization: string;
  body: {
    model: string;
    messages: { role: string; content: string }[];
    response_format?: { type: string; json_schema: { strict: boolean; schema: Record<string, unknown> } };
    max_tokens?: number;
    max_completion_tokens?: number;
    temperature?: number;
    tools?: unknown;
  };
}

/** What the server answers next: an answer of the model, or a fault. */
export type ModelAnswer =
  | { kind: "json"; value: unknown; usage?: { input: number; cached?: number; output: number } }
  | { kind: "text"; text: string; finish?: string }
  | { kind: "refusal"; text: string }
  | { kind: "status"; status: number; error?: object; headers?: Record<string, string> }
  | { kind: "drop" };

export interface RecordingOpenAi {
  /** As a connection's base address. */
  url: string;
  requests: ModelRequest[];
  /** Used up in order; when empty, `otherwise` answers. */
  answers: ModelAnswer[];
  otherwise: (request: ModelRequest) => ModelAnswer;
  close(): Promise<void>;
}

/** A server on loopback that speaks POST /v1/chat/completions as OpenAI documents it. */
export async function recordingOpenAi(): Promise<RecordingOpenAi> {
  const recording: RecordingOpenAi = {
    url: "",
    requests: [],
    answers: [],
    otherwise: ({ body }) => ({ kind: "json", value: fitting(body.response_format?.json_schema.schema ?? {}) }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method !== "POST" || request.url !== "/v1/chat/completions")
      return send(response, 404, { error: { message: "Unknown path" } });
    const asked = {
      authorization: String(request.headers.authorization),
      body: JSON.parse(Buffer.concat(chunks).toString("utf8")),
    } as ModelRequest;
    recording.requests.push(asked);
    const given = recording.answers.shift() ?? recording.otherwise(asked);
    if (given.kind === "drop") return void request.socket.destroy();
    if (given.kind === "status")
      return send(response, given.status, { error: given.error ?? { message: "Refused by the test" } }, given.headers);
    const content = given.kind === "json" ? JSON.stringify(given.value) : given.kind === "text" ? given.text : null;
    const usage = (given.kind === "json" && given.usage) || { input: 120, output: 30 };
    send(response, 200, {
      id: `chatcmpl-${recording.requests.length}`,
      object: "chat.completion",
      created: 0,
      model: asked.body.model,
      choices: [
        {
          index: 0,
          finish_reason: given.kind === "text" ? (given.finish ?? "stop") : "stop",
          message: { role: "assistant", content, refusal: given.kind === "refusal" ? given.text : null },
        },
      ],
      usage: {
        prompt_tokens: usage.input,
        ...("cached" in usage ? { prompt_tokens_details: { cached_tokens: usage.cached } } : {}),
        completion_tokens: usage.output,
        total_tokens: usage.input + usage.output,
      },
    });
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  recording.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return recording;
}

/** A smallest value that fits an answer's schema: the first choice, a short text, nothing hung up. */
function fitting(schema: Record<string, unknown>): Record<string, unknown> {
  const properties = (schema.properties ?? {}) as Record<string, { type: string; enum?: string[] }>;
  return Object.fromEntries(
    Object.entries(properties).map(([name, { type, enum: choices }]) => [
      name,
      choices ? choices[0] : type === "number" ? 0.9 : type === "boolean" ? false : `A ${name} of the model.`,
    ]),
  );
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
