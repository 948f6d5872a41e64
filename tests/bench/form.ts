import type { App } from "../support/app.ts";
import { call, closedLoop } from "../support/load.ts";

/** A visitor must have looked at the form for this long, so tokens are made beforehand. */
const LOOK_MS = 1700;

const settings = { retries: 3, onError: "stop", timeoutSeconds: 60, disabled: false, note: "" };
const node = (key: string, type: string, config: object, y: number) => ({
  id: key,
  key,
  type,
  config,
  settings,
  position: { x: 0, y },
});

/** Publishes a form and a workflow of three steps behind it, in the workspace of an API key. */
export async function prepareForm({
  app,
  key,
}: {
  app: App;
  key: string;
}): Promise<{ formUrl: string; workflowId: string }> {
  const api = async (method: string, path: string, body: object = {}) => {
    const answer = await call({
      url: `${app.url}/api/v1${path}`,
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text);
  };
  const form = await api("POST", "/forms", { name: "Bench" });
  await api("POST", `/forms/${form.id}/publish`);
  const workflow = await api("POST", "/workflows", {
    name: "Bench",
    draft: {
      nodes: [
        node("start", "form_submitted", { formId: form.id }, 0),
        node("check", "if_else", { condition: { field: "contact.email", op: "is_not_empty" } }, 150),
        node("tag", "add_tag", { tag: "bench" }, 300),
        node("note", "add_note", { body: "Hello {{ contact.first_name | default: 'there' }}" }, 450),
      ],
      edges: [
        { id: "e1", source: "start", outlet: "out", target: "check" },
        { id: "e2", source: "check", outlet: "yes", target: "tag" },
        { id: "e3", source: "tag", outlet: "out", target: "note" },
      ],
    },
  });
  // More people a minute than the breaker would let through are wanted here.
  await api("PATCH", `/workflows/${workflow.id}`, { settings: { breaker: null } });
  await api("POST", `/workflows/${workflow.id}/publish`);
  return { formUrl: form.url, workflowId: workflow.id };
}

/** Visitors with the form open: each has a signed token of its own and another address. */
export function visitors(formUrl: string) {
  const tokens: string[] = [];
  let person = 0;
  return {
    async ready(count: number) {
      await closedLoop({
        count,
        clients: 8,
        work: async () => {
          const { text } = await call({ url: formUrl });
          const token = /name="_token" value="([^"]+)"/.exec(text)?.[1];
          if (!token) throw new Error("The form page carries no token.");
          tokens.push(token);
        },
      });
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    },
    left: () => tokens.length,
    async once(): Promise<number> {
      const body = new URLSearchParams({
        _token: tokens.pop() ?? "",
        email: `v${++person}@bench.example`,
        first_name: "Vera",
      });
      const { status, ms, text } = await call({
        url: formUrl,
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: body.toString(),
      });
      if (status !== 303) throw new Error(`Submission refused: ${status} ${text.replace(/<[^>]+>/g, " ").slice(-300)}`);
      return ms;
    },
  };
}
