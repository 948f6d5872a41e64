import type { Answer } from "@/lib/api/contract";
import type { RetryEffect, runs } from "@/lib/api/contracts/runs";

type Preview = Answer<typeof runs.previewRetry>;
export type RetryGroup = { title: string; lines: string[] };

/** What each kind of effect is called, as one of them. */
const kinds: Record<string, string> = {
  email: "Email",
  sms: "Text message",
  whatsapp: "WhatsApp message",
  call: "Call",
  http: "Request",
  chat: "Chat message",
  ai: "AI answer",
  notice: "Notification",
};

const titles: Record<RetryEffect["outcome"], string> = {
  repeated: "Happens once more",
  tried_again: "Did not go out, is tried again",
  kept: "Is not repeated, its earlier result is used",
  asks: "May have gone out, nobody knows",
};
/** What may reach a person twice stands first. */
const order: RetryEffect["outcome"][] = ["asks", "repeated", "tried_again", "kept"];

/** What a retry would do, as titled lists for a person to read: the steps that run again, then what becomes of each effect. */
export function retryWords(preview: Pick<Preview, "steps" | "effects">): RetryGroup[] {
  const steps = preview.steps.map(({ name, visit }) => withVisit({ name, visit }));
  return [
    { title: "Runs again", lines: steps },
    ...order.map((outcome) => ({
      title: titles[outcome],
      lines: preview.effects.filter((effect) => effect.outcome === outcome).map(effectWords),
    })),
  ].filter(({ lines }) => lines.length > 0);
}

/** "Email to ada@example.com, by Welcome (visit 2): the provider never answered". */
function effectWords(effect: RetryEffect): string {
  const what = kinds[effect.kind] ?? "Something sent";
  const to = effect.to ? ` to ${effect.to}` : "";
  const reason = effect.reason && effect.outcome !== "kept" ? `: ${effect.reason}` : "";
  return `${what}${to}, by ${withVisit(effect)}${reason}`;
}

/** The name of a step, with which time it was reached when that is not the first. */
export function withVisit({ name, visit }: { name: string; visit: number }): string {
  return visit > 1 ? `${name} (visit ${visit})` : name;
}
