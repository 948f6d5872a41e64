import { z } from "zod";
import { readPath } from "@/lib/conditions/read-path";
import { defineNode, done, type EffectOutcome, NodeError, type NodeResult } from "@/lib/nodes/define-node";
import { secretIdSchema } from "@/lib/nodes/secret-id";

const MAX_BODY = 100_000;
const headerName = z
  .string("Give the header a name.")
  .trim()
  .min(1, "Give the header a name.")
  .max(100, "At most 100 characters.")
  // RFC 9110 5.6.2: a token.
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, "A header's name holds letters, digits and dashes.")
  .refine(
    (name) =>
      !/^(host|connection|content-length|transfer-encoding|upgrade|te|trailer|expect|idempotency-key|proxy-.*)$/i.test(
        name,
      ),
    "This header is set by Leadloom itself.",
  );
const fieldName = z
  .string("Give the field a name.")
  .trim()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "Use small letters, digits and _, beginning with a letter, such as order_id.");
const filled = z.strictObject({
  name: z
    .string("Give a name.")
    .trim()
    .min(1, "Give a name.")
    .max(200, "At most 200 characters.")
    .meta({ title: "Name", widget: "text" }),
  value: z.string().max(5000, "At most 5,000 characters.").default("").meta({ title: "Value", widget: "text" }),
});
const needsBody = (method: string) => ["POST", "PUT", "PATCH", "DELETE"].includes(method);

const config = z
  .strictObject({
    method: z
      .enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
      .default("POST")
      .meta({ title: "Method", widget: "select" }),
    url: z
      .string("Give the address.")
      .trim()
      .min(1, "Give the address.")
      .max(2000, "At most 2,000 characters.")
      .regex(
        /^https?:\/\/[^\s/{}]+/i,
        "Begin the address with https:// and a host name. Variables may follow after the host.",
      )
      .meta({
        title: "Address",
        description: "Variables may stand in the path and after the question mark.",
        widget: "text",
        placeholder: "https://api.example.com/orders/{{ contact.id }}",
      }),
    query: z.array(filled).max(30, "At most 30.").default([]).meta({ title: "Query parameters", widget: "list" }),
    headers: z
      .array(
        z
          .strictObject({
            name: headerName.meta({ title: "Name", widget: "text", placeholder: "X-Api-Key" }),
            from: z.enum(["text", "secret"]).default("text").meta({ title: "Value from", widget: "select" }),
            value: z
              .string()
              .max(5000, "At most 5,000 characters.")
              .optional()
              .meta({ title: "Value", widget: "text", when: { from: "text" } }),
            prefix: z
              .string()
              .max(40, "At most 40 characters.")
              .optional()
              .meta({
                title: "Before the secret",
                description: 'Such as "Bearer " for an Authorization header.',
                widget: "text",
                when: { from: "secret" },
              }),
            secretId: secretIdSchema.optional().meta({ title: "Secret", widget: "secret", when: { from: "secret" } }),
          })
          .refine(({ from, secretId }) => from !== "secret" || secretId, {
            message: "Choose a secret.",
            path: ["secretId"],
          }),
      )
      .max(30, "At most 30 headers.")
      .default([])
      .meta({ title: "Headers", widget: "list" }),
    bodyType: z.enum(["none", "json", "form", "text"]).default("json").meta({
      title: "Body",
      description: "GET and HEAD send none.",
      widget: "select",
    }),
    json: z
      .string()
      .max(MAX_BODY, "At most 100,000 characters.")
      .optional()
      .meta({
        title: "JSON",
        description: "Values are escaped for you: write variables with or without quotes around them.",
        widget: "textarea",
        placeholder: '{ "email": {{ contact.email }} }',
        when: { bodyType: "json" },
      }),
    form: z
      .array(filled)
      .max(50, "At most 50 fields.")
      .default([])
      .meta({ title: "Form fields", widget: "list", when: { bodyType: "form" } }),
    text: z
      .string()
      .max(MAX_BODY, "At most 100,000 characters.")
      .optional()
      .meta({ title: "Text", widget: "textarea", when: { bodyType: "text" } }),
    success: z
      .string()
      .trim()
      .regex(
        /^([1-5]xx|[1-5]\d\d)(\s*,\s*([1-5]xx|[1-5]\d\d))*$/,
        "Write statuses such as 200, 204 or 2xx, with commas between them.",
      )
      .default("2xx")
      .meta({ title: "Counts as success", description: "Statuses with commas between them.", widget: "text" }),
    mapping: z
      .array(
        z.strictObject({
          name: fieldName.meta({ title: "Name", widget: "text", placeholder: "order_id" }),
          path: z
            .string("Give the place in the answer.")
            .trim()
            .max(200, "At most 200 characters.")
            .regex(
              /^[A-Za-z0-9_]+[A-Za-z0-9_ -]*(\.[A-Za-z0-9_ -]+|\[\d+\])*$/,
              "Write the place in the JSON answer, such as items[0].id.",
            )
            .meta({ title: "Place in the answer", widget: "text", placeholder: "items[0].id" }),
        }),
      )
      .max(30, "At most 30 fields.")
      .default([])
      .meta({ title: "Fields from the answer", widget: "list" }),
    timeoutSeconds: z.number().int().min(1, "At least 1 second.").max(60, "At most 60 seconds.").default(15).meta({
      title: "Time limit in seconds",
      widget: "number",
    }),
    repeatSafe: z.boolean().default(false).meta({
      title: "The receiver honours Idempotency-Key",
      description:
        "Turn on only if its documentation says so. Otherwise an interrupted POST or PATCH is never made twice.",
      widget: "toggle",
    }),
  })
  .refine(
    ({ bodyType, json, method }) => !needsBody(method) || bodyType !== "json" || method === "DELETE" || json?.trim(),
    {
      message: "Write the JSON, or choose another body.",
      path: ["json"],
    },
  );

export default defineNode({
  type: "http_request",
  kind: "action",
  version: 1,
  label: "HTTP request",
  description: "Calls another system over the web and keeps what it answers.",
  icon: "globe",
  group: "Connections",
  config,
  defaults: {
    method: "POST",
    url: "",
    query: [],
    headers: [],
    bodyType: "json",
    json: '{ "email": {{ contact.email }} }',
    form: [],
    success: "2xx",
    mapping: [],
    timeoutSeconds: 15,
    repeatSafe: false,
  },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({
      status: z.number(),
      ok: z.boolean(),
      body: z.unknown(),
      truncated: z.boolean(),
      headers: z.record(z.string(), z.string()),
      fields: z.record(z.string(), z.unknown()),
    }),
    sample: {
      status: 200,
      ok: true,
      body: { id: "A-1001" },
      truncated: false,
      headers: { "content-type": "application/json" },
      fields: { order_id: "A-1001" },
    },
  },
  summary: ({ method = "POST", url }) => (url ? `${method} ${url}` : "No address yet"),
  references: ({ headers = [] }) =>
    headers.flatMap(({ from, secretId }, n) =>
      from === "secret" && secretId ? [{ path: `headers.${n}.secretId`, kind: "secret" as const, id: secretId }] : [],
    ),
  templates: ({ url, query = [], headers = [], bodyType, json, form = [], text }) => [
    { path: "url", template: url ?? "", as: "url" },
    ...query.map(({ value }, n) => ({ path: `query.${n}.value`, template: value ?? "", as: "plain" as const })),
    ...headers.map(({ value, from }, n) => ({
      path: `headers.${n}.value`,
      template: from === "secret" ? "" : (value ?? ""),
      as: "header" as const,
    })),
    ...(bodyType === undefined || bodyType === "json"
      ? [{ path: "json", template: json ?? "", as: "json" as const }]
      : []),
    ...form.map(({ value }, n) => ({ path: `form.${n}.value`, template: value ?? "", as: "plain" as const })),
    ...(bodyType === "text" ? [{ path: "text", template: text ?? "", as: "plain" as const }] : []),
  ],
  advise: ({ method, repeatSafe, url, headers = [] }) => [
    ...(repeatSafe && method !== "POST" && method !== "PATCH"
      ? [
          {
            path: "repeatSafe",
            code: "needless",
            message: `${method} may be repeated anyway; the switch changes nothing.`,
          },
        ]
      : []),
    ...(url && /^http:/i.test(url)
      ? [{ path: "url", code: "no_https", message: "Without https anybody on the way can read this request." }]
      : []),
    ...headers.flatMap(({ name, from, value }, n) =>
      from !== "secret" && value && /^authorization$|api-?key|secret|token/i.test(name ?? "")
        ? [
            {
              path: `headers.${n}.value`,
              code: "open_secret",
              message: `Keep "${name}" as a secret, so that it is not shown in the workflow and its runs.`,
            },
          ]
        : [],
    ),
  ],
  async run(ctx, settings) {
    const { method, headers, success, timeoutSeconds, repeatSafe, mapping } = settings;
    const address = addressOf(ctx.render({ template: settings.url, as: "url" }).trim());
    for (const { name, value } of settings.query)
      address.searchParams.append(name, ctx.render({ template: value, as: "plain" }));
    const { type, body } = needsBody(method) ? bodyOf({ settings, render: ctx.render }) : { type: null, body: null };
    const written = headers.filter(({ from }) => from === "text");
    return {
      type: "perform",
      effect: {
        kind: "http",
        method,
        url: address.href,
        headers: {
          ...(type && { "Content-Type": type }),
          ...Object.fromEntries(
            written.map(({ name, value }) => [name, ctx.render({ template: value ?? "", as: "header" }).trim()]),
          ),
        },
        secrets: headers.flatMap(({ from, name, secretId, prefix }) =>
          from === "secret" && secretId ? [{ in: "header" as const, name, secretId, ...(prefix && { prefix }) }] : [],
        ),
        body,
        repeatable: repeatSafe || !["POST", "PATCH"].includes(method),
        success: success.split(",").map((one) => one.trim()),
        timeoutSeconds,
        mapping,
      },
      after,
    };
  },
  async simulate(_ctx, { mapping }) {
    const fields = Object.fromEntries(mapping.map(({ name, path }) => [name, readPath({ root: {}, path }) ?? null]));
    return done(
      { status: 200, ok: true, body: null, truncated: false, headers: {}, fields },
      "out",
      "No request is made in a test.",
    );
  },
});

function after(outcome: EffectOutcome): NodeResult {
  switch (outcome.status) {
    case "done":
      return done(outcome.output);
    case "delayed":
      return { type: "wait", until: outcome.until, note: outcome.reason };
    case "unknown":
      throw new NodeError(`It is not known whether the request was done: ${outcome.reason}`, { retryable: false });
    case "skipped":
      throw new NodeError(outcome.reason, { retryable: false });
    case "failed":
      throw new NodeError(outcome.reason, outcome);
  }
}

function addressOf(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new NodeError(`"${text.slice(0, 200)}" is not a web address. Correct the address of this step.`, {
      retryable: false,
    });
  }
}

type Settings = z.output<typeof config>;
type Render = (args: { template: string; as: "json" | "plain" }) => string;

/** The bytes of the body. @throws NodeError when the JSON with its values filled in is none */
function bodyOf({ settings, render }: { settings: Settings; render: Render }): {
  type: string | null;
  body: string | null;
} {
  switch (settings.bodyType) {
    case "none":
      return { type: null, body: null };
    case "form": {
      const form = new URLSearchParams();
      for (const { name, value } of settings.form) form.append(name, render({ template: value, as: "plain" }));
      return { type: "application/x-www-form-urlencoded", body: form.toString() };
    }
    case "text":
      return { type: "text/plain; charset=utf-8", body: render({ template: settings.text ?? "", as: "plain" }) };
    case "json": {
      const body = render({ template: settings.json ?? "", as: "json" });
      if (body.trim() === "") return { type: null, body: null };
      try {
        JSON.parse(body);
      } catch (error) {
        throw new NodeError(
          `The body is not valid JSON once its variables are filled in: ${(error as Error).message}.`,
          {
            retryable: false,
          },
        );
      }
      return { type: "application/json", body };
    }
  }
}
