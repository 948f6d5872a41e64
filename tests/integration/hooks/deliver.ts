import { createHmac } from "node:crypto";

export interface Delivered {
  status: number;
  json: { outcome?: string; id?: string; error?: { message: string } };
  response: Response;
}

/** Posts to a hook as another system does; objects go as JSON. */
export async function deliver({
  hook,
  body,
  headers = {},
  method = "POST",
}: {
  hook: { url: string };
  body?: unknown;
  headers?: Record<string, string>;
  method?: "POST" | "GET";
}): Promise<Delivered> {
  const route = await import("@/app/api/hooks/[token]/route");
  const token = new URL(hook.url).pathname.split("/").at(-1) as string;
  const response =
    method === "GET"
      ? route.GET()
      : await route.POST(
          new Request(hook.url, {
            method,
            body: typeof body === "string" ? body : JSON.stringify(body),
            headers: { "content-type": "application/json", ...headers },
          }),
          { params: Promise.resolve({ token }) },
        );
  return { status: response.status, json: (await response.json()) as Delivered["json"], response };
}

/** Signs by Standard Webhooks, written down from its specification a second time. `at` in milliseconds. */
export function standardHeaders({
  secret,
  body,
  at,
  id = "msg_1",
}: {
  secret: string;
  body: string;
  at: number;
  id?: string;
}): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}
