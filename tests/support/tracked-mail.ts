import type { RunsHarness } from "./runs.ts";

export const person = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";

/** One mail of the built-in mailbox, as a mail program has it. */
export interface TrackedMail {
  id: string;
  messageId: string;
  contactId: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  /** The addresses inside, without the host. */
  pixel: string | null;
  links: string[];
}

/** Sends a mail through a workflow of its own and reads it from the mailbox. The clock then stands so much later that what happens counts at once. */
export async function sendMail(
  harness: RunsHarness,
  config: Record<string, unknown> = {},
  settle = "11 minutes",
): Promise<TrackedMail> {
  const tag = `t${crypto.randomUUID().slice(0, 8)}`;
  await harness.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      {
        id: "s",
        type: "send_email",
        config: {
          purpose: "transactional",
          subject: "News",
          body: "[One](https://example.com/one?a=1&b=%22x%22) and [two](https://example.com/two#end), [write](mailto:a@example.com)",
          track: "on",
          ...config,
        },
      },
    ],
    edges: ["t -> s"],
  });
  const contactId = await harness.addContact({ email: `${tag}@example.com` });
  await harness.addTag(contactId, tag);
  await harness.drain();
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client } = harness.workspace;
  const [mail] = (await client(contracts.messages.listMailbox, { limit: 1 })).data;
  const { html, text, headers, message_id } = await client(contracts.messages.getMail, { id: mail?.id as string });
  await harness.pass(settle);
  const found = (path: string) =>
    [...html.matchAll(new RegExp(`"https?://[^/"]+(/${path}/[^"]+)"`, "g"))].map((one) => one[1] as string);
  return {
    id: mail?.id as string,
    messageId: message_id as string,
    contactId,
    html,
    text,
    headers,
    pixel: found("t/o")[0] ?? null,
    links: found("r"),
  };
}

/** Asks for a picture or follows a link, as a mail program would. */
export async function ask(args: {
  path: string;
  method?: "GET" | "HEAD";
  userAgent?: string;
  headers?: Record<string, string>;
}): Promise<Response> {
  const { path, method = "GET", userAgent = person, headers = {} } = args;
  const request = new Request(`http://mail.test${path}`, { method, headers: { "user-agent": userAgent, ...headers } });
  const name = path.split("/").at(-1) as string;
  if (path.startsWith("/r/")) {
    const route = await import("@/app/r/[token]/route");
    return method === "HEAD" ? route.HEAD() : route.GET(request, { params: Promise.resolve({ token: name }) });
  }
  const route = await import("@/app/t/o/[file]/route");
  return method === "HEAD" ? route.HEAD() : route.GET(request, { params: Promise.resolve({ file: name }) });
}
