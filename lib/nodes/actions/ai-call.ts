import { z } from "zod";
import { fieldsSeen } from "@/lib/nodes/ai-config";
import { type CallConfig, callConfig } from "@/lib/nodes/call-config";
import { defineNode } from "@/lib/nodes/define-node";
import { addDuration, durationWords, zoneOf } from "@/lib/nodes/duration";
import type { CallEffect, EffectOutcome } from "@/lib/nodes/effects";
import type { CallFacts } from "@/lib/nodes/facts";
import type { NodeContext } from "@/lib/nodes/node-context";
import { done, NodeError, type NodeResult } from "@/lib/nodes/node-result";

/** Ringing, and the time a report may take, on top of the call itself. */
const SLACK_MINUTES = 20;
const E164 = /^\+[1-9]\d{6,14}$/;

const outlets = [
  { id: "answered", label: "Answered" },
  { id: "missed", label: "Missed" },
  { id: "busy", label: "Busy" },
  { id: "failed", label: "Failed" },
  { id: "voicemail", label: "Voicemail" },
];

export default defineNode({
  type: "ai_call",
  kind: "action",
  version: 1,
  label: "AI call",
  description:
    "Calls the contact. A voice says that it is an AI, speaks by your script, and the workflow goes on by how the call ended.",
  icon: "phone-call",
  group: "Messages",
  sends: "call",
  role: "wait",
  config: callConfig,
  defaults: {
    purpose: "marketing",
    script: "",
    firstLine: "",
    see: [{ field: "first_name" }],
    language: "en-US",
    voice: "woman",
    maxMinutes: 5,
    retries: 0,
    retryGap: { amount: 2, unit: "hours" },
  },
  outlets: () => outlets,
  output: {
    schema: z.object({
      status: z.enum(["called", "skipped", "unknown"]),
      outcome: z.enum(["answered", "missed", "busy", "failed", "voicemail"]),
      call_id: z.string().nullable(),
      calls: z.number(),
      duration_seconds: z.number(),
      transcript: z.string(),
      reason: z.string().nullable(),
    }),
    sample: {
      status: "called",
      outcome: "answered",
      call_id: "018f0000-0000-7000-8000-000000000005",
      calls: 1,
      duration_seconds: 74,
      transcript: "AI: I am calling about the quote you asked for, Ada.\nContact: Yes, it arrived.",
      reason: null,
    },
  },
  summary: ({ script, maxMinutes }) =>
    script
      ? `Call for at most ${maxMinutes ?? 5} min: ${script.length > 70 ? `${script.slice(0, 70)}…` : script}`
      : "No script yet",
  templates: ({ firstLine, voicemail }) => [
    { path: "firstLine", template: firstLine ?? "", as: "plain" as const },
    ...(voicemail ? [{ path: "voicemail", template: voicemail, as: "plain" as const }] : []),
  ],
  advise: ({ retries, retryGap }) =>
    retries && retryGap?.unit === "minutes" && retryGap.amount < 30
      ? [{ path: "retryGap", code: "calls_too_often", message: "Calling again within half an hour annoys people." }]
      : [],
  // A line to a mobile in Europe costs about 5 cents a minute; the model about 1 cent.
  cost: ({ maxMinutes, retries }) => ({
    micros: maxMinutes * 60_000 * (retries + 1),
    currency: "USD",
    per: "contact, when every call lasts as long as it may",
  }),
  async run(ctx, settings) {
    const made = await ctx.calls.made();
    const last = made.at(-1);
    if (last && !last.outcome && ctx.resumed?.by === "timeout")
      return ended({ made, status: "unknown", reason: "No report came of how the call ended." });
    if (last && !last.outcome) return place({ ctx, settings, settled: made.length - 1 });
    if (!last) return place({ ctx, settings, settled: 0 });
    const again = (last.outcome === "missed" || last.outcome === "busy") && made.length <= settings.retries;
    if (!again) return ended({ made, status: "called", reason: last.reason });
    const due = addDuration({ from: last.endedAt ?? ctx.now, ...settings.retryGap, zone: zoneOf(ctx.state) });
    if (Date.parse(due) > Date.parse(ctx.now))
      return {
        type: "wait",
        until: due,
        note: `${words(last)} Calls again after ${durationWords(settings.retryGap)}.`,
      };
    return place({ ctx, settings, settled: made.length });
  },
  async simulate(ctx, settings) {
    return place({ ctx, settings, settled: 0, assume: "answered" });
  },
});

/** Places a call, after `settled` earlier ones of this visit, which the ledger answers. */
function place(args: { ctx: NodeContext; settings: CallConfig; settled: number; assume?: "answered" }): NodeResult {
  const { ctx, settings, settled, assume } = args;
  const line = (template: string) => ctx.render({ template, as: "plain" }).trim();
  const to = (ctx.state.contact.phone ?? "").replace(/[\s().\-/]/g, "");
  if (!E164.test(to)) {
    const reason = to
      ? `"${to.slice(0, 40)}" is not a phone number with country code.`
      : "The contact has no phone number.";
    return ended({ made: [], status: "skipped", reason });
  }
  const effect: CallEffect = {
    kind: "call",
    purpose: settings.purpose,
    to,
    instructions: settings.script,
    data: fieldsSeen({ state: ctx.state, see: settings.see }),
    firstLine: line(settings.firstLine),
    language: settings.language,
    voice: settings.voice,
    maxMinutes: settings.maxMinutes,
    voicemail: settings.voicemail ? line(settings.voicemail) : null,
  };
  const until = addDuration({
    from: ctx.now,
    amount: settings.maxMinutes + SLACK_MINUTES,
    unit: "minutes",
    zone: "UTC",
  });
  const last = { type: "perform", effect, after: (outcome) => placed({ outcome, until, assume }) } satisfies NodeResult;
  return Array.from({ length: settled }).reduce<NodeResult>(
    (next) => ({ type: "perform", effect, after: () => next }),
    last,
  );
}

function placed(args: { outcome: EffectOutcome; until: string; assume?: "answered" }): NodeResult {
  const { outcome, until, assume } = args;
  switch (outcome.status) {
    case "done": {
      const id = String(outcome.output.call_id ?? "");
      if (assume) {
        const call = { id, outcome: assume, reason: null, endedAt: until, durationSeconds: 0, transcript: [] };
        return ended({ made: [call], status: "called", reason: null });
      }
      return { type: "waitFor", events: [{ type: "call.ended", key: id }], until, lookBack: true, note: "Calling." };
    }
    case "skipped":
      return ended({ made: [], status: "skipped", reason: outcome.reason });
    case "delayed":
      return { type: "wait", until: outcome.until, note: outcome.reason };
    case "unknown":
      return ended({ made: [], status: "unknown", reason: outcome.reason });
    case "failed":
      throw new NodeError(outcome.reason, outcome);
  }
}

function ended(args: {
  made: CallFacts[];
  status: "called" | "skipped" | "unknown";
  reason: string | null;
}): NodeResult {
  const { made, status, reason } = args;
  const last = made.at(-1);
  const outcome = (status === "called" && last?.outcome) || "failed";
  const transcript = (last?.transcript ?? [])
    .map(({ who, text }) => `${who === "contact" ? "Contact" : "AI"}: ${text || "(silence)"}`)
    .join("\n");
  const output = {
    status,
    outcome,
    call_id: last?.id ?? null,
    calls: made.length,
    duration_seconds: last?.durationSeconds ?? 0,
    transcript,
    reason,
  };
  const note =
    status === "called" && last
      ? words(last)
      : status === "skipped"
        ? `Not called: ${reason}`
        : `It is not known how the call ended: ${reason}`;
  return done(output, outcome, note);
}

function words({ outcome, durationSeconds, reason }: CallFacts): string {
  const label = outlets.find(({ id }) => id === outcome)?.label ?? "Ended";
  const time = outcome === "answered" ? `, ${durationSeconds} seconds` : "";
  return `${label}${time}.${reason ? ` ${reason}` : ""}`;
}
