import { z } from "zod";
import { instructionsSchema, seeSchema } from "@/lib/nodes/ai-config";
import { amountSchema, unitSchema } from "@/lib/nodes/duration";

/** The settings of an AI call. */
export const callConfig = z.strictObject({
  purpose: z.enum(["marketing", "transactional"]).default("marketing").meta({
    title: "Purpose",
    description: "Marketing needs the contact's consent to calls. Transactional answers something the contact did.",
    widget: "select",
  }),
  script: instructionsSchema.min(1, "Write what the call is about.").meta({
    title: "Script",
    description: "What the voice is to reach and to say, sentence by sentence. The same for every contact.",
    widget: "textarea",
    placeholder: "Ask whether the quote arrived. Ask when a colleague may call back. Thank the person.",
  }),
  firstLine: z
    .string("Write the first line.")
    .trim()
    .min(1, "Write the first line.")
    .max(500, "At most 500 characters.")
    .meta({
      title: "First line",
      description: "Said right after the voice has told who calls and that it is an AI voice. With variables.",
      widget: "textarea",
      placeholder: "I am calling about the quote you asked for, {{ contact.first_name }}.",
    }),
  see: seeSchema,
  language: z.enum(["en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "it-IT"]).default("en-US").meta({
    title: "Language",
    widget: "select",
  }),
  voice: z.enum(["woman", "man"]).default("woman").meta({ title: "Voice", widget: "select" }),
  maxMinutes: z
    .number("Give a number.")
    .int("Give a whole number.")
    .min(1, "At least 1 minute.")
    .max(10, "At most 10 minutes.")
    .default(5)
    .meta({ title: "At most so many minutes", widget: "number" }),
  voicemail: z.string().trim().max(500, "At most 500 characters.").optional().meta({
    title: "Message for an answering machine",
    description: "Leave empty to hang up on machines. With variables.",
    widget: "textarea",
  }),
  retries: z
    .number("Give a number.")
    .int("Give a whole number.")
    .min(0, "From 0 to 3.")
    .max(3, "At most 3 more calls.")
    .default(0)
    .meta({ title: "Call again when missed or busy", description: "So many more times.", widget: "number" }),
  retryGap: z
    .strictObject({ amount: amountSchema, unit: unitSchema })
    .default({ amount: 2, unit: "hours" })
    .meta({ title: "Time between calls", widget: "duration" }),
});
export type CallConfig = z.output<typeof callConfig>;
