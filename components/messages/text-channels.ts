/** The channels of the built-in phone in words. */
export const textChannels = { sms: "SMS", whatsapp: "WhatsApp" } as const;
