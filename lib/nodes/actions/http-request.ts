import { z } from "zod";
import { readPath } from "@/lib/conditions/read-path";
import { defineNode } from "@/lib/nodes/define-node";
import type { EffectOutcome } from "@/lib/nodes/effects";
import { httpAddress, httpBody } from "@/lib/nodes/http-body";
import { httpSettings, sendsBody } from "@/lib/nodes/http-settings";
import { done, NodeError, type NodeResult } from "@/lib/nodes/node-result";

export default defineNode({
  type: "http_request",
  kind: "action",
  version: 1,
  label: "HTTP request",
  description: "Calls another system over the web and keeps what it answers.",
  icon: "globe",
  group: "Connections",
  performs: true,
  config: httpSettings,
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
  references: ({ query = [], headers = [] }) =>
    Object.entries({ query, headers }).flatMap(([list, items]) =>
      items.flatMap(({ from, secretId }, n) =>
        from === "secret" && secretId ? [{ path: `${list}.${n}.secretId`, kind: "secret" as const, id: secretId }] : [],
      ),
    ),
  templates: ({ url, query = [], headers = [], bodyType, json, form = [], text }) => [
    { path: "url", template: url ?? "", as: "url" },
    ...query.map(({ value, from }, n) => ({
      path: `query.${n}.value`,
      template: from === "secret" ? "" : (value ?? ""),
      as: "plain" as const,
    })),
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
    const { method, query, headers, success, timeoutSeconds, repeatSafe, mapping } = settings;
    const address = httpAddress(ctx.render({ template: settings.url, as: "url" }).trim());
    for (const { name, value, from } of query)
      if (from === "text") address.searchParams.append(name, ctx.render({ template: value ?? "", as: "plain" }));
    const { type, body } = sendsBody(method) ? httpBody({ settings, render: ctx.render }) : { type: null, body: null };
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
        secrets: [
          ...query.map((item) => ({ ...item, in: "query" as const, prefix: "" })),
          ...headers.map((item) => ({ ...item, in: "header" as const })),
        ].flatMap(({ in: place, from, name, secretId, prefix }) =>
          from === "secret" && secretId ? [{ in: place, name, secretId, ...(prefix && { prefix }) }] : [],
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
