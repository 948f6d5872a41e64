"use client";
import { useFormat } from "@/components/shell/use-format";
import { Badge } from "@/components/ui/badge";
import type { consentReasons, SubmissionAnswer } from "@/lib/api/contracts/submissions";

const reasons: Record<(typeof consentReasons)[number], string> = {
  unsubscribed: "The contact had unsubscribed, and stays so. This agreement is kept here as proof only.",
  denied: "The contact had said no, and this is left so. The agreement is kept here as proof only.",
  suppressed:
    "Nothing is sent to this address any more, and this is left so. The agreement is kept here as proof only.",
  do_not_contact:
    "The contact is marked do not contact, and this is left so. The agreement is kept here as proof only.",
  already_granted: "The contact had already agreed to the same words.",
  no_email: "The contact has another email address or none, so there is nothing to send to.",
  not_given: "The box was left empty.",
};

/** What was agreed to, with its words, and what became of it. */
export function ConsentProof({ consent }: { consent: NonNullable<SubmissionAnswer["consent"]> }) {
  const format = useFormat();
  return (
    <section aria-label="Consent">
      <h3 className="flex items-center gap-2 pb-2 font-semibold">
        Consent to marketing email
        <Badge tone={consent.given ? "done" : "skipped"}>{consent.given ? "Given" : "Not given"}</Badge>
      </h3>
      <blockquote className="border-l-2 pl-3 whitespace-pre-line text-muted-foreground">{consent.text}</blockquote>
      <p className="mt-2 text-sm text-muted-foreground">
        {consent.mode === "box" ? "Shown beside a box to tick" : "Shown as a notice"}, {format.dateTime(consent.at)}.
        {consent.recorded ? " Recorded on the contact." : ""} {consent.reason ? reasons[consent.reason] : ""}
      </p>
    </section>
  );
}
