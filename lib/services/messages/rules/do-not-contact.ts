import type { SendingRule } from "@/lib/services/messages/rules/sending-rule";

/** The box or the tag DNC, in any case, stops everything on every channel. */
export const doNotContact: SendingRule = ({ standing }) => {
  if (standing.do_not_contact) return { status: "skipped", reason: "The contact is marked do not contact." };
  const tag = standing.tags.find((one) => one.trim().toLowerCase() === "dnc");
  return tag ? { status: "skipped", reason: `The contact has the tag ${tag}, which means do not contact.` } : null;
};
