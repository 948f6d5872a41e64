import type { ReactNode } from "react";
import { Transcript } from "@/components/calls/transcript";
import { lengthWords } from "@/components/calls/words";
import { type Fact, Facts } from "@/components/shell/facts";
import { words } from "@/lib/conditions/fields";
import { type Activity, channelLabels, consentLabels, fieldLabels, shown } from "./words";

/** One line that says what happened. */
export function activityTitle({ type, label, data }: Pick<Activity, "type" | "label" | "data">): ReactNode {
  const strong = (text: unknown) => <span className="font-medium">{String(text ?? "")}</span>;
  if (type === "contact.tag_added") return <>Tag {strong(data.tag)} added</>;
  if (type === "contact.tag_removed") return <>Tag {strong(data.tag)} removed</>;
  if (type === "form.submitted") return <>Submitted the form {strong(data.form_name)}</>;
  if (type === "webhook.received") return <>Webhook {strong(data.hook_name)}</>;
  if (type === "segment.entered") return <>Added to the segment {strong(data.segment_name)}</>;
  if (type === "segment.left") return <>Taken out of the segment {strong(data.segment_name)}</>;
  if (type === "score.changed")
    return (
      <>
        Score from {String(data.from)} to {strong(data.to)}
      </>
    );
  if (type.startsWith("task.") || type === "approval.decided")
    return (
      <>
        {type === "task.created" && data.kind === "approval" ? "Approval asked" : label}: {strong(data.title)}
      </>
    );
  if (type === "event.received") return <>Event {strong(data.name)}</>;
  if (type === "page.viewed") return <>Viewed {strong(data.title || data.path)}</>;
  if (type.startsWith("email.") && data.subject)
    return (
      <>
        {label}
        {data.machine ? " by a machine" : ""}: {strong(data.subject)}
      </>
    );
  if (type === "consent.changed") {
    const channel = channelLabels[data.channel as keyof typeof channelLabels] ?? String(data.channel);
    const status = consentLabels[data.status as keyof typeof consentLabels] ?? String(data.status);
    return (
      <>
        {channel} consent: {strong(status)}
      </>
    );
  }
  if (type === "contact.created" && data.source) return <>Contact created by {strong(data.source)}</>;
  return label;
}

const REPLIED = /^(sms|whatsapp)\.replied$/;

/** The details under the line, or nothing. */
export function ActivityBody({ activity }: { activity: Activity }) {
  const { type, data, changes, note } = activity;
  if (note)
    return <p className="rounded-md border bg-muted/50 px-3 py-2 whitespace-pre-wrap text-foreground">{note}</p>;
  if (REPLIED.test(type) && data.text)
    return (
      <p className="rounded-md border bg-muted/50 px-3 py-2 whitespace-pre-wrap break-words text-foreground">
        {String(data.text)}
      </p>
    );
  if (type === "contact.updated")
    return (
      <ul className="grid gap-0.5">
        {Object.entries(changes).map(([field, { from, to }]) => (
          <li key={field}>
            {fieldLabels[field] ?? field}: {shown(from)} → <span className="text-foreground">{shown(to)}</span>
          </li>
        ))}
      </ul>
    );
  if (type === "call.ended") {
    const lines = Array.isArray(data.transcript) ? (data.transcript as { who: string; text: string }[]) : [];
    return (
      <div className="grid gap-2">
        <p>
          {lengthWords(Number(data.duration_seconds) || 0)}
          {data.reason ? `. ${String(data.reason)}` : ""}
        </p>
        {lines.length > 0 ? (
          <details className="rounded-md border px-3 py-2">
            <summary className="cursor-pointer font-medium text-foreground">What was said</summary>
            <div className="pt-2 text-foreground">
              <Transcript lines={lines} />
            </div>
          </details>
        ) : null}
      </div>
    );
  }
  const facts = factsOf(activity);
  if (facts.length > 0)
    return (
      <div className="rounded-md border px-3 py-2">
        {/* Labels here are whole questions: they may not crowd out what was answered. */}
        <Facts items={facts} className="grid-cols-[fit-content(45%)_minmax(0,1fr)]" />
      </div>
    );
  if (type === "email.opened" || type === "email.clicked")
    return (
      <p className="break-all">
        {data.url ? String(data.url) : null}
        {data.machine && data.why ? <span className="block">Not counted: {String(data.why)}</span> : null}
      </p>
    );
  if (type === "page.viewed") return <p className="break-all">{String(data.url)}</p>;
  if (type === "score.changed" && data.reason) return <p>{String(data.reason)}</p>;
  if (type === "task.completed" || type === "approval.decided") {
    const said = [words(String(data.outcome ?? "")), data.comment].filter(Boolean).join(". ");
    return said ? <p className="break-words">{said}</p> : null;
  }
  if ((type === "email.failed" || type === "call.failed") && data.reason) return <p>{String(data.reason)}</p>;
  return null;
}

/** A submission's answers as the form words them, or an event's properties by their names. */
function factsOf({ type, data, answers }: Activity): Fact[] {
  if (answers) return answers.map(({ key, ...fact }) => ({ ...fact, id: key }));
  // A submission that was deleted has left its answers here, without the form's words.
  const kept = { "form.submitted": data.answers, "event.received": data.properties, "webhook.received": data.payload };
  const details = kept[type as keyof typeof kept];
  if (!details || typeof details !== "object") return [];
  return Object.entries(details).map(([name, value]) => ({
    id: name,
    label: words(name),
    value: Array.isArray(value) ? value.map(shown).join(", ") : shown(value),
  }));
}
