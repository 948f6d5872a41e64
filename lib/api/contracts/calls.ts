import { z } from "zod";
import { contract, idParams, instant, listOf, listQuery } from "@/lib/api/contract";

export const callStatuses = ["queued", "ringing", "in_progress", "ended"] as const;
export const callOutcomes = ["answered", "missed", "busy", "failed", "voicemail"] as const;

const callSummary = z.object({
  id: z.string(),
  contact: z.object({ id: z.string(), name: z.string() }).nullable(),
  run_id: z.string().nullable(),
  message_id: z.string(),
  provider: z.enum(["twilio", "local"]),
  to_number: z.string(),
  status: z.enum(callStatuses),
  outcome: z.enum(callOutcomes).nullable().describe("How it ended; null while it lasts."),
  reason: z.string().nullable(),
  duration_seconds: z.number().nullable(),
  answered_at: instant.nullable(),
  ended_at: instant.nullable(),
  created_at: instant,
});
export type CallSummary = z.output<typeof callSummary>;

const call = callSummary.extend({
  /** Of the line, in millionths of one unit of the currency; null while it is not known. */
  cost: z.object({ micros: z.number(), currency: z.string() }).nullable(),
  ai_cost_micros: z
    .number()
    .nullable()
    .describe("Of what the model said, in millionths of a US dollar; null when the price of the model is unknown."),
  transcript: z.array(z.object({ who: z.enum(["assistant", "contact"]), text: z.string(), at: z.string() })),
});
export type CallAnswer = z.output<typeof call>;

export const calls = {
  list: contract({
    method: "GET",
    path: "/calls",
    tag: "Calls",
    summary: "List calls that a voice made, newest first",
    role: "viewer",
    scope: "messages:read",
    query: listQuery.extend({ contact: z.uuid().optional() }),
    response: listOf(callSummary),
  }),
  get: contract({
    method: "GET",
    path: "/calls/{id}",
    tag: "Calls",
    summary: "Get a call with what was said",
    role: "viewer",
    scope: "messages:read",
    params: idParams,
    response: call,
  }),
  act: contract({
    method: "POST",
    path: "/calls/{id}/act",
    tag: "Calls",
    summary: "Do with a call of the built-in phone what the called person would: answer, speak, hang up, miss it",
    role: "editor",
    scope: "messages:write",
    params: idParams,
    body: z
      .strictObject({
        action: z.enum(["answer", "speak", "hang_up", "miss", "busy", "voicemail"]),
        text: z.string().trim().max(1000, "At most 1,000 characters.").optional(),
      })
      .refine(({ action, text }) => action !== "speak" || text, { path: ["text"], error: "Say something." })
      .refine(({ action, text }) => action === "speak" || text === undefined, {
        path: ["text"],
        error: "Only speaking has a text.",
      }),
    response: call,
  }),
};
