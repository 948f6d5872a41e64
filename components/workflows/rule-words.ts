const known: Record<string, string> = {
  conditions: "Trigger's conditions",
  status: "Status",
  schedule: "Schedule",
  segment_gate: "Segment",
  contact_exists: "Contact",
  loop_guard: "Loop guard",
  reentry: "Re-entry",
  do_not_contact: "Do not contact",
  exclusive_group: "Exclusive group",
  holdout: "Holdout",
  retry: "Retry",
};

/** The rule that decided an entry, in words. */
export function ruleWords(rule: string): string {
  return known[rule] ?? rule.charAt(0).toUpperCase() + rule.slice(1).replaceAll("_", " ");
}
