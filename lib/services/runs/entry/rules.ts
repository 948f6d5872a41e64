import { contactExists } from "@/lib/services/runs/entry/contact-exists";
import { doNotContact } from "@/lib/services/runs/entry/do-not-contact";
import type { EntryRule } from "@/lib/services/runs/entry/entry-rule";
import { exclusiveGroup } from "@/lib/services/runs/entry/exclusive-group";
import { loopGuard } from "@/lib/services/runs/entry/loop-guard";
import { reentry } from "@/lib/services/runs/entry/reentry";
import { schedule } from "@/lib/services/runs/entry/schedule";
import { segmentGate } from "@/lib/services/runs/entry/segment-gate";
import { status } from "@/lib/services/runs/entry/status";

/** Who may enter, asked in this order; the first rule that refuses is the one the decision names. */
export const entryRules: readonly EntryRule[] = [
  status,
  schedule,
  contactExists,
  loopGuard,
  segmentGate,
  reentry,
  doNotContact,
  exclusiveGroup,
];
