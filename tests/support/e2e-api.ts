/** What came back: the parsed JSON stays loose, as it is for any client. */
// biome-ignore lint/suspicious/noExplicitAny: tests read answers as a client without our types would
export type Answer = { status: number; headers: Headers; body: any };

export type Call = (
  method: string,
  path: string,
  options?: { body?: unknown; headers?: Record<string, string> },
) => Promise<Answer>;

/** Calls the REST API over HTTP as a program outside would. Paths are below /api/v1. */
export function restClient({ url, apiKey }: { url: string; apiKey: string }): Call {
  return async (method, path, { body, headers = {} } = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
}

/** A form with email and a choice "budget", as the API takes it. */
export const budgetForm = {
  fields: [
    { id: "f1", key: "email", type: "email", label: "Email", required: true, maps_to: "email" },
    { id: "f2", key: "first_name", type: "text", label: "First name", maps_to: "first_name" },
    {
      id: "f3",
      key: "budget",
      type: "select",
      label: "Budget",
      options: [
        { value: "under_10k", label: "Under 10k" },
        { value: "over_10k", label: "Over 10k" },
      ],
    },
  ],
};

type Step = [id: string, type: string, config: Record<string, unknown>];

/** A graph from steps and arrows, as a program would write it. */
export function graphOf({ steps, arrows }: { steps: Step[]; arrows: [from: string, outlet: string, to: string][] }) {
  return {
    nodes: steps.map(([id, type, config], row) => ({ id, key: id, type, config, position: { x: 0, y: row * 160 } })),
    edges: arrows.map(([source, outlet, target]) => ({ id: `${source}:${outlet}`, source, outlet, target })),
  };
}

/** Form submitted → wait → if the budget is over 10k: send email, else: add tag. */
export function requestGraph({ formId, unit = "minutes" }: { formId: string; unit?: string }) {
  return graphOf({
    steps: [
      ["start", "form_submitted", { formId }],
      ["pause", "wait", { amount: 1, unit }],
      ["large", "if_else", { condition: { field: "trigger.answers.budget", op: "is", value: "over_10k" } }],
      [
        "mail",
        "send_email",
        {
          purpose: "transactional",
          subject: "Thank you, {{ contact.first_name }}",
          body: "Hello {{ contact.first_name }}, we call you.",
        },
      ],
      ["tag", "add_tag", { tag: "nurture" }],
    ],
    arrows: [
      ["start", "out", "pause"],
      ["pause", "out", "large"],
      ["large", "yes", "mail"],
      ["large", "no", "tag"],
    ],
  });
}

/** Makes and publishes a form and a workflow it starts. @returns what later calls need */
export async function publishStory({ call, unit }: { call: Call; unit?: string }) {
  const form = await call("POST", "/forms", { body: { name: "Project request", draft: budgetForm } });
  await call("POST", `/forms/${form.body.id}/publish`, { body: {} });
  const workflow = await call("POST", "/workflows", {
    body: { name: "Answer requests", draft: requestGraph({ formId: form.body.id, unit }) },
  });
  const published = await call("POST", `/workflows/${workflow.body.id}/publish`, { body: { note: "First" } });
  if (published.status !== 200) throw new Error(JSON.stringify(published.body));
  return { formId: form.body.id as string, formUrl: form.body.url as string, workflowId: workflow.body.id as string };
}
