import { z } from "zod";

export const capChannels = ["any", "email", "sms", "whatsapp", "call"] as const;

/** How many marketing messages one contact may get within some hours, over all workflows. */
const frequencyCapSchema = z.strictObject({
  channel: z.enum(capChannels, "Choose a channel, or any."),
  count: z
    .number("Give a number of messages.")
    .int("Give a whole number of messages.")
    .min(1, "At least 1 message. To send nothing at all, stop sending.")
    .max(1000, "At most 1,000 messages."),
  hours: z
    .number("Give a number of hours.")
    .int("Give a whole number of hours.")
    .min(1, "At least 1 hour.")
    .max(8760, "At most 8,760 hours, which is a year."),
});
export type FrequencyCap = z.output<typeof frequencyCapSchema>;

export const frequencyCapsSchema = z.array(frequencyCapSchema).max(20, "At most 20 limits.");
