import { z } from "zod";
import { contract, deleted, idParams, instant, listOf, listQuery } from "@/lib/api/contract";

export const contactStatuses = ["lead", "qualified", "customer", "inactive"] as const;
export const consentChannels = ["email", "sms", "whatsapp", "phone"] as const;
export type ConsentChannel = (typeof consentChannels)[number];
export const consentStatuses = ["granted", "denied", "unsubscribed"] as const;

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((value) => value || null)
    .nullable();
const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((value) => value === "" || z.email().safeParse(value).success, "This is not an email address.")
  .transform((value) => value || null)
  .nullable();
const tag = z.string().trim().min(1).max(60);
const customValue = z.union([z.string().max(5000), z.number(), z.boolean(), z.null()]);

/** The fields of a contact that people and developers may write. An empty text clears the field. */
export const contactFields = z.strictObject({
  email: email.optional(),
  phone: z.string().trim().max(40).nullable().optional().describe("International form, for example +49 30 901820."),
  first_name: text(120).optional(),
  last_name: text(120).optional(),
  company: text(200).optional(),
  job_title: text(200).optional(),
  status: z.enum(contactStatuses).optional(),
  source: text(120).optional(),
  tags: z.array(tag).max(100).optional(),
  custom: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "Custom field names are lower-case letters, digits and underscores."),
      customValue,
    )
    .refine((value) => Object.keys(value).length <= 100, "At most 100 custom fields.")
    .optional(),
  time_zone: text(64).optional(),
  locale: text(35).optional(),
  owner_id: z.uuid().nullable().optional(),
  do_not_contact: z.boolean().optional(),
});

const channelState = z.object({ channel: z.enum(consentChannels), status: z.enum(consentStatuses), at: instant });

export const contactSummary = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  company: z.string().nullable(),
  job_title: z.string().nullable(),
  status: z.enum(contactStatuses),
  source: z.string().nullable(),
  tags: z.array(z.string()),
  custom: z.record(z.string(), z.unknown()),
  score: z.number(),
  time_zone: z.string().nullable(),
  locale: z.string().nullable(),
  owner_id: z.string().nullable(),
  do_not_contact: z.boolean(),
  last_activity_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});

export const contactDetail = contactSummary.extend({
  consents: z.array(channelState),
  suppression: z.object({ reason: z.string(), created_at: instant }).nullable().describe("Of the email address."),
  suppressions: z
    .array(z.object({ channel: z.enum(consentChannels), reason: z.string(), created_at: instant }))
    .describe("Of the email address and the phone number, by channel."),
});

export const activity = z.object({
  id: z.string(),
  type: z.string(),
  label: z.string(),
  data: z.record(z.string(), z.unknown()),
  changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
  source: z.string(),
  run_id: z.string().nullable(),
  workflow: z.object({ id: z.string(), name: z.string() }).nullable(),
  note: z.string().nullable(),
  answers: z
    .array(z.object({ key: z.string(), label: z.string(), value: z.string() }))
    .optional()
    .describe("With form.submitted: what was answered, in the order and the words of the form."),
  occurred_at: instant,
  created_at: instant,
});

/** Something that happened and no workflow has seen, because showing it failed each time. */
export const setAside = activity.pick({ id: true, type: true, label: true, data: true, occurred_at: true }).extend({
  tries: z.number().describe("How often it failed before it was set aside."),
  reason: z.string().describe("What it failed with the last time."),
});

export const consent = z.object({
  id: z.string(),
  channel: z.enum(consentChannels),
  status: z.enum(consentStatuses),
  text: z.string().nullable(),
  source: z.string(),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  at: instant,
});

const read = { tag: "Contacts", role: "viewer", scope: "contacts:read" } as const;
const write = { tag: "Contacts", role: "editor", scope: "contacts:write" } as const;

export const contacts = {
  list: contract({
    ...read,
    method: "GET",
    path: "/contacts",
    summary: "List contacts, newest first",
    query: listQuery.extend({
      search: z.string().trim().max(200).optional(),
      tag: z.string().max(60).optional(),
      status: z.enum(contactStatuses).optional(),
    }),
    response: listOf(contactSummary),
  }),
  create: contract({
    ...write,
    method: "POST",
    path: "/contacts",
    summary: "Create a contact",
    body: contactFields,
    response: contactDetail,
    status: 201,
  }),
  upsert: contract({
    ...write,
    method: "PUT",
    path: "/contacts",
    summary: "Create a contact, or update the one with this email address",
    body: contactFields.extend({ email: email.refine((value) => value !== null, "This field is required.") }),
    response: contactDetail.extend({ created: z.boolean() }),
  }),
  get: contract({
    ...read,
    method: "GET",
    path: "/contacts/{id}",
    summary: "Get a contact",
    params: idParams,
    response: contactDetail,
  }),
  update: contract({
    ...write,
    method: "PATCH",
    path: "/contacts/{id}",
    summary: "Change fields of a contact",
    params: idParams,
    body: contactFields,
    response: contactDetail,
  }),
  remove: contract({
    ...write,
    method: "DELETE",
    path: "/contacts/{id}",
    summary: "Delete a contact; its runs exit",
    params: idParams,
    response: deleted,
  }),
  activities: contract({
    ...read,
    method: "GET",
    path: "/contacts/{id}/activities",
    summary: "The contact's timeline, newest first",
    params: idParams,
    query: listQuery.extend({ type: z.string().max(60).optional() }),
    response: listOf(activity),
  }),
  setAside: contract({
    ...read,
    method: "GET",
    path: "/contacts/{id}/set-aside",
    summary: "What happened to the contact and no workflow has seen, because it failed until its tries were spent",
    params: idParams,
    response: z.object({ data: z.array(setAside) }),
  }),
  retrySetAside: contract({
    ...write,
    scope: "workflows:write",
    method: "POST",
    path: "/contacts/{id}/set-aside/{activity}/retry",
    summary: "Show workflows once more what was set aside",
    params: idParams.extend({ activity: z.uuid({ error: "This is not an id." }) }),
    response: z.object({ id: z.string(), status: z.literal("queued") }),
  }),
  addNote: contract({
    ...write,
    method: "POST",
    path: "/contacts/{id}/notes",
    summary: "Add a note",
    params: idParams,
    body: z.strictObject({ body: z.string().trim().min(1).max(10_000) }),
    response: z.object({ id: z.string() }),
    status: 201,
  }),
  consents: contract({
    ...read,
    method: "GET",
    path: "/contacts/{id}/consents",
    summary: "Every consent with its proof, newest first",
    params: idParams,
    response: z.object({ data: z.array(consent) }),
  }),
  setConsent: contract({
    ...write,
    method: "POST",
    path: "/contacts/{id}/consents",
    summary: "Record a consent or its withdrawal",
    params: idParams,
    body: z.strictObject({
      channel: z.enum(consentChannels),
      status: z.enum(consentStatuses),
      text: z.string().trim().max(2000).optional().describe("The words the person agreed to."),
      source: z.string().trim().min(1).max(120),
    }),
    response: consent,
    status: 201,
  }),
  tags: contract({
    ...read,
    method: "GET",
    path: "/contact-tags",
    summary: "Tags in use, most used first",
    response: z.object({ data: z.array(z.object({ tag: z.string(), contacts: z.number() })) }),
  }),
};
