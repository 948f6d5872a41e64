import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export interface Reply {
  status: number;
  text: string;
  /** Milliseconds from the call to the last byte. */
  ms: number;
}

/** One request over a kept connection; far lighter than fetch, so that the client leaves the cores to the server. */
export function call({
  url,
  method = "GET",
  headers = {},
  body,
}: {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}): Promise<Reply> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        agent,
        headers: { ...headers, ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }) },
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (part) => {
          text += part;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text, ms: performance.now() - began }));
        answer.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Runs `work` for 0…count-1 with so many at a time, as fast as they end. */
export async function closedLoop({
  count,
  clients,
  work,
}: {
  count: number;
  clients: number;
  work: (index: number) => Promise<void>;
}): Promise<void> {
  let next = 0;
  const client = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: clients }, client));
}

/** Starts `work` so many times a second whether or not the earlier ones have ended. */
export async function openLoop({
  count,
  perSecond,
  work,
}: {
  count: number;
  perSecond: number;
  work: (index: number) => Promise<void>;
}): Promise<void> {
  const began = performance.now();
  const running: Promise<void>[] = [];
  for (let index = 0; index < count; index++) {
    const wait = began + (index * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(work(index));
  }
  await Promise.all(running);
}
