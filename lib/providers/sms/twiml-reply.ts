import twilio from "twilio";

/** What Twilio is answered to a text that came in: one text back, or nothing. The SDK escapes it. */
export function twimlReply(text: string | null): string {
  const response = new twilio.twiml.MessagingResponse();
  if (text) response.message(text);
  return response.toString();
}
