/** Twilio's error codes in words (twilio.com/docs/api/errors). */
const words: Record<string, string> = {
  "21211": "The number does not exist.",
  "21408": "The Twilio account may not send to this country.",
  "21610": "The number answered STOP to this sender.",
  "21612": "Twilio cannot send from this sender to this number.",
  "21614": "The number is not a mobile number.",
  "30003": "The phone was off or could not be reached.",
  "30004": "The message was blocked by the receiver or the carrier.",
  "30005": "The number is not in use.",
  "30006": "The number is a landline or its carrier takes no messages.",
  "30007": "The carrier filtered the message as unwanted.",
  "30008": "The carrier did not say why.",
  "63003": "The number is not on WhatsApp.",
  "63016": "WhatsApp allows free text only within 24 hours after the contact's last message.",
  "63024": "The number is not on WhatsApp.",
};

/** After these the number can never get a message on the channel. */
const unreachable = new Set(["21211", "21614", "30005", "30006", "63003", "63024"]);

/** A sentence about an error code of Twilio's; the code stands behind it. */
export function twilioErrorWords({ code, message }: { code: string; message?: string }): string {
  return `${words[code] ?? message ?? "Twilio gave no reason."} (Twilio ${code})`;
}

/** What an error code says about the number itself. */
export function twilioErrorMeans(code: string): "opted_out" | "unreachable" | undefined {
  if (code === "21610") return "opted_out";
  return unreachable.has(code) ? "unreachable" : undefined;
}
