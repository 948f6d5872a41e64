import { eachCandidate } from "@/lib/services/runs/entry/entry-rule";

/** A contact marked do-not-contact, by flag or by the tag DNC in any case, stays out of workflows that send something. */
export const doNotContact = eachCandidate("do_not_contact", ({ candidate, facts }) => {
  if (!candidate.sends || candidate.entry.respect_do_not_contact === false || !facts.contact) return null;
  const tag = facts.contact.tags.find((one) => one.trim().toLowerCase() === "dnc");
  if (facts.contact.do_not_contact)
    return {
      reason: "The contact is marked do not contact, and this workflow sends messages.",
      detail: { do_not_contact: true },
    };
  if (tag !== undefined)
    return { reason: `The contact has the tag "${tag}", and this workflow sends messages.`, detail: { tag } };
  return null;
});
