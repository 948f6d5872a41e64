import { z } from "zod";
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
const paramName = z
  .string("Give a name.")
  .trim()
  .min(1, "Give a name.")
  .max(200, "At most 200 characters.")
  .meta({ title: "Name", widget: "text" });
const filled = z.strictObject({
  name: paramName,
  value: z.string().max(5000, "At most 5,000 characters.").default("").meta({ title: "Value", widget: "text" }),
});
/** Where a header or a query parameter has its value from. */
const source = {
  from: z.enum(["text", "secret"]).default("text").meta({ title: "Value from", widget: "select" }),
  value: z
    .string()
    .max(5000, "At most 5,000 characters.")
    .optional()
    .meta({ title: "Value", widget: "text", when: { from: "text" } }),
  secretId: secretIdSchema.optional().meta({ title: "Secret", widget: "secret", when: { from: "secret" } }),
};
const hasSecret = ({ from, secretId }: { from: string; secretId?: string }) => from !== "secret" || Boolean(secretId);
const noSecret = { message: "Choose a secret.", path: ["secretId"] };
/** Methods whose request may carry a body. */
export const sendsBody = (method: string) => ["POST", "PUT", "PATCH", "DELETE"].includes(method);

/** What an author sets of an HTTP request. */
export const httpSettings = z
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
    query: z
      .array(z.strictObject({ name: paramName, ...source }).refine(hasSecret, noSecret))
      .max(30, "At most 30.")
      .default([])
      .meta({ title: "Query parameters", widget: "list" }),
    headers: z
      .array(
        z
          .strictObject({
            name: headerName.meta({ title: "Name", widget: "text", placeholder: "X-Api-Key" }),
            ...source,
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
          })
          .refine(hasSecret, noSecret),
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
    ({ bodyType, json, method }) => !sendsBody(method) || bodyType !== "json" || method === "DELETE" || json?.trim(),
    {
      message: "Write the JSON, or choose another body.",
      path: ["json"],
    },
  );
export type HttpSettings = z.output<typeof httpSettings>;
