/** What rules are called on screens. */
export const ruleLabels: Record<string, string> = {
  conditions: "Conditions of the trigger",
  status: "The workflow is live",
  schedule: "Times at which people enter",
  contact_exists: "The contact exists",
  loop_guard: "Not caused by the workflow itself",
  segment_gate: "Segment",
  reentry: "Entering again",
  do_not_contact: "Do not contact",
  exclusive_group: "Exclusive group",
  holdout: "Holdout of an experiment",
  breaker: "Too many at once",
  address: "An address to send to",
  suppression: "Suppressed addresses",
  consent: "Consent",
  kill_switch: "Sending is not stopped",
  quiet_hours: "Quiet hours",
  business_hours: "Business hours",
  frequency_caps: "Frequency caps",
};

export const ruleLabel = (rule: string): string => ruleLabels[rule] ?? rule.replaceAll("_", " ");
