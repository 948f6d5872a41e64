import { z } from "zod";

const id = z.uuid();
const contactSource = z.object({ source: z.string().nullable() });
const tag = z.object({ tag: z.string() });
const message = z.object({ message_id: id, subject: z.string().nullable().optional() });
/** `machine`: a mail program or scanner did it, no person; `why` says how that was told. */
const seen = message.extend({
  machine: z.boolean().optional(),
  why: z.string().optional(),
  user_agent: z.string().optional(),
});

const failed = message.extend({ reason: z.string().optional() });
const reply = message.extend({ text: z.string(), from: z.string() });

const segment = z.object({ segment_id: id, segment_name: z.string() });
const task = z.object({
  task_id: id,
  kind: z.enum(["task", "approval"]),
  title: z.string(),
  outcome: z.string().nullable(),
  comment: z.string().nullable(),
  assignee_id: id.nullable(),
  decided_by: id.nullable(),
});

/**
 * Every domain event once: the `type` of an activity, and the shape of its `data`.
 * The database writes these names in `private.record_activity()` and its callers; triggers, waits,
 * timelines and webhooks refer to them. `label` is the sentence a timeline shows.
 */
export const events = {
  "contact.created": { label: "Contact created", data: contactSource },
  "contact.updated": { label: "Contact updated", data: z.object({}) },
  "contact.tag_added": { label: "Tag added", data: tag },
  "contact.tag_removed": { label: "Tag removed", data: tag },
  "contact.deleted": { label: "Contact deleted", data: z.object({}) },
  "contact.restored": { label: "Contact restored", data: z.object({}) },
  "consent.changed": {
    label: "Consent changed",
    data: z.object({ channel: z.string(), status: z.string(), source: z.string().nullable() }),
  },
  "note.added": { label: "Note added", data: z.object({ note_id: id }) },
  "form.submitted": {
    label: "Form submitted",
    data: z.object({
      form_id: id,
      submission_id: id,
      form_name: z.string(),
      answers: z.record(z.string(), z.unknown()),
    }),
  },
  "email.sent": { label: "Email sent", data: message },
  "email.delivered": { label: "Email delivered", data: message },
  "email.opened": { label: "Email opened", data: seen },
  "email.clicked": { label: "Link in an email clicked", data: seen.extend({ url: z.string(), position: z.number() }) },
  /** `soft`: a failure that may pass; the address stays as it is. */
  "email.bounced": {
    label: "Email bounced",
    data: message.extend({ soft: z.boolean().optional(), reason: z.string().optional() }),
  },
  "email.complained": { label: "Marked as spam", data: message },
  "email.failed": { label: "Email could not be sent", data: message },
  "email.unsubscribed": { label: "Unsubscribed", data: message.partial() },
  "sms.sent": { label: "SMS sent", data: message },
  "sms.delivered": { label: "SMS delivered", data: message },
  "sms.failed": { label: "SMS did not arrive", data: failed },
  "sms.replied": { label: "Wrote an SMS", data: reply },
  "sms.unsubscribed": { label: "Answered STOP by SMS", data: message },
  "whatsapp.sent": { label: "WhatsApp message sent", data: message },
  "whatsapp.delivered": { label: "WhatsApp message delivered", data: message },
  "whatsapp.read": { label: "WhatsApp message read", data: message },
  "whatsapp.failed": { label: "WhatsApp message did not arrive", data: failed },
  "whatsapp.replied": { label: "Wrote by WhatsApp", data: reply },
  "whatsapp.unsubscribed": { label: "Answered STOP by WhatsApp", data: message },
  "page.viewed": {
    label: "Page viewed",
    data: z.object({
      url: z.string(),
      path: z.string(),
      title: z.string().nullable(),
      referrer: z.string().nullable(),
    }),
  },
  "call.sent": { label: "Called", data: message },
  "call.answered": { label: "Answered a call", data: message },
  "call.missed": { label: "Missed a call", data: message },
  "call.busy": { label: "Was busy when called", data: message },
  "call.voicemail": { label: "Call went to voicemail", data: message },
  "call.failed": { label: "Call could not be made", data: message },
  "call.ended": {
    label: "Call ended",
    data: z.object({
      call_id: id,
      message_id: id,
      outcome: z.enum(["answered", "missed", "busy", "failed", "voicemail"]),
      reason: z.string().nullable(),
      duration_seconds: z.number(),
      transcript: z.array(z.object({ who: z.enum(["assistant", "contact"]), text: z.string(), at: z.string() })),
    }),
  },
  "event.received": {
    label: "Event received",
    data: z.object({ name: z.string(), properties: z.record(z.string(), z.unknown()) }),
  },
  "score.changed": {
    label: "Score changed",
    data: z.object({ from: z.number(), to: z.number(), reason: z.string().nullable() }),
  },
  "segment.entered": { label: "Added to a segment", data: segment },
  "segment.left": { label: "Taken out of a segment", data: segment },
  "task.created": { label: "Task created", data: task },
  "task.completed": { label: "Task completed", data: task },
  "task.delegated": { label: "Approval handed on", data: task.extend({ number: z.number() }) },
  "approval.decided": { label: "Approval decided", data: task },
  "workflow.ended": {
    label: "Another workflow ended",
    data: z.object({
      request_id: id,
      workflow_id: id,
      run_id: id.nullable(),
      status: z.enum(["completed", "failed", "cancelled", "exited", "refused"]),
      reason: z.string().nullable(),
    }),
  },
  "webhook.received": {
    label: "Webhook received",
    data: z.object({ hook_id: id, delivery_id: id, hook_name: z.string(), payload: z.unknown() }),
  },
  "goal.reached": {
    label: "Goal reached",
    data: z.object({
      name: z.string(),
      value: z.number().nullable(),
      workflow_id: id,
      run_id: id.nullable(),
      node_id: z.string().nullable(),
    }),
  },
  "schedule.ticked": {
    label: "A schedule started",
    data: z.object({ workflow_id: id, node_id: z.string(), tick_at: z.string() }),
  },
  "date.reached": {
    label: "A date was reached",
    data: z.object({ workflow_id: id, node_id: z.string(), date: z.string() }),
  },
  "workflow.requested": {
    label: "Added to a workflow",
    data: z.object({
      workflow_id: id,
      data: z.record(z.string(), z.unknown()),
      request_id: id.optional(),
      from_workflow_id: id.optional(),
      from_run_id: id.optional(),
    }),
  },
} as const;

export type EventName = keyof typeof events;
export const eventNames = Object.keys(events) as [EventName, ...EventName[]];
