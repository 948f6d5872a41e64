import type { Channel } from "@/lib/nodes/effects";

interface Words {
  /** What the contact lacks when there is nowhere to send to. */
  address: string;
  /** How the address is spoken of. */
  it: string;
  /** "marketing …" */
  marketing: string;
  /** "by …" */
  by: string;
}

/** How reasons speak of a channel. */
export const channelWords: Record<Channel, Words> = {
  email: { address: "email address", it: "address", marketing: "marketing email", by: "email" },
  sms: { address: "phone number", it: "number", marketing: "marketing by SMS", by: "SMS" },
  whatsapp: { address: "phone number", it: "number", marketing: "marketing by WhatsApp", by: "WhatsApp" },
  call: { address: "phone number", it: "number", marketing: "marketing calls", by: "phone" },
};
