import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";

export default defineNode({
  type: "page_visited",
  kind: "trigger",
  version: 1,
  label: "Page visited",
  description:
    "Starts when a contact views a page of your website. Page views come in as the event page.viewed of the API, with the properties url, title and referrer.",
  icon: "globe",
  group: "Triggers",
  config: z.strictObject({
    url: z
      .string("Say which page.")
      .trim()
      .min(1, "Say which page.")
      .max(500, "At most 500 characters.")
      .regex(/^(\/|\*|https?:\/\/)/i, "Begin with / for a path, or with https:// for a whole address.")
      .meta({
        title: "Page",
        description:
          "A path or a whole address; * stands for anything. The part after ? counts only in a whole address.",
        widget: "text",
        placeholder: "/pricing*",
      }),
    times: z
      .int("A whole number.")
      .min(1, "At least once.")
      .max(100, "At most 100 times.")
      .default(1)
      .meta({ title: "How many times", widget: "number" }),
    withinDays: z
      .int("A whole number.")
      .min(1, "At least 1 day.")
      .max(365, "At most 365 days.")
      .default(7)
      .meta({ title: "Within days", description: "Matters only for more than one visit.", widget: "number" }),
  }),
  defaults: { url: "", times: 1, withinDays: 7 },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({
      url: z.string(),
      path: z.string(),
      title: z.string().nullable(),
      referrer: z.string().nullable(),
    }),
    sample: { url: "https://example.com/pricing?ref=mail", path: "/pricing", title: "Pricing", referrer: null },
  },
  summary: ({ url, times = 1, withinDays = 7 }) =>
    url
      ? `When ${url} is visited${times > 1 ? ` ${times} times within ${withinDays === 1 ? "a day" : `${withinDays} days`}` : ""}`
      : "Choose the page that starts this",
  trigger: {
    events: ["page.viewed"],
    conditions: ({ url }) => ({
      field: url.startsWith("/") ? "trigger.data.path" : "trigger.data.url",
      op: "matches",
      value: url,
    }),
    often: ({ times, withinDays }) => (times > 1 ? { times, withinHours: withinDays * 24 } : null),
  },
});
