"use client";
import { costWords } from "@/components/tests/cost-words";
import type { SimulatedStepAnswer } from "@/lib/api/contracts/simulations";

type Send = SimulatedStepAnswer["would_send"][number];

const kinds: Record<string, string> = {
  email: "Email",
  sms: "SMS",
  whatsapp: "WhatsApp message",
  call: "Call",
  http: "HTTP request",
  chat: "Chat message",
  ai: "Model call",
  notice: "Notification",
};
const states: Record<Send["status"], { word: string; look: string }> = {
  done: { word: "would be sent", look: "text-done" },
  skipped: { word: "would not be sent", look: "text-skipped" },
  delayed: { word: "would wait", look: "text-waiting" },
  failed: { word: "would fail", look: "text-failed" },
  unknown: { word: "would be unknown", look: "text-failed" },
};

/** Something that would leave the system; opening it shows it as the receiver would get it. */
export function WouldSend({ send }: { send: Send }) {
  const { word, look } = states[send.status];
  return (
    <details className="rounded-md border bg-background">
      <summary className="cursor-pointer px-3 py-2 text-sm focus-visible:outline-2 focus-visible:outline-ring">
        <span className="font-medium">{kinds[send.kind] ?? send.kind}</span> <span className={look}>{word}</span>
        {send.subject ? <span className="break-words">: {send.subject}</span> : null}
        {send.cost_micros > 0 ? (
          <span className="text-muted-foreground tabular-nums"> · {costWords(send.cost_micros)}</span>
        ) : null}
        {send.reason ? <span className="block text-muted-foreground">{send.reason}</span> : null}
      </summary>
      <div className="border-t text-sm">
        {send.to ? <p className="px-3 pt-2 break-words text-muted-foreground">To {send.to}</p> : null}
        {send.html ? (
          // No scripts and no access to this page.
          <iframe title="The message as HTML" sandbox="" srcDoc={send.html} className="block h-80 w-full bg-white" />
        ) : (
          <pre className="max-h-80 overflow-auto p-3 font-mono text-xs whitespace-pre-wrap break-words">
            {send.text || "No text."}
          </pre>
        )}
      </div>
    </details>
  );
}
