import { eachCandidate } from "@/lib/services/runs/entry/entry-rule";

/** Nobody starts a journey for a contact that was deleted in the meantime. */
export const contactExists = eachCandidate("contact_exists", ({ facts }) =>
  facts.contact ? null : { reason: "The contact had been deleted." },
);
