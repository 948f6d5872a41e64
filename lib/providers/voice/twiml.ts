import twilio from "twilio";

/** What is said next on a line, and what happens after it. */
export interface Speech {
  say: string[];
  next: "listen" | "hang_up";
}

/** Names of Amazon Polly voices that Twilio speaks with (twilio.com/docs/voice/twiml/say/text-speech). */
const voices = {
  "en-US": { woman: "Polly.Joanna-Neural", man: "Polly.Matthew-Neural" },
  "en-GB": { woman: "Polly.Amy-Neural", man: "Polly.Brian-Neural" },
  "de-DE": { woman: "Polly.Vicki-Neural", man: "Polly.Daniel-Neural" },
  "fr-FR": { woman: "Polly.Lea-Neural", man: "Polly.Remi-Neural" },
  "es-ES": { woman: "Polly.Lucia-Neural", man: "Polly.Sergio-Neural" },
  "it-IT": { woman: "Polly.Bianca-Neural", man: "Polly.Adriano-Neural" },
} as const;

export type Language = keyof typeof voices;
export type Voice = "woman" | "man";

/** The TwiML of one turn; the SDK escapes every text. `actionUrl` is asked with what was heard, also when that was nothing. */
export function twimlOf(args: { speech: Speech; language: Language; voice: Voice; actionUrl: string }): string {
  const { speech, language, actionUrl } = args;
  const attributes = { language, voice: voices[language][args.voice] } as never;
  const response = new twilio.twiml.VoiceResponse();
  const speaker =
    speech.next === "listen"
      ? response.gather({
          input: ["speech"],
          action: actionUrl,
          method: "POST",
          language: language as never,
          speechTimeout: "auto",
          timeout: 6,
          actionOnEmptyResult: true,
        })
      : response;
  for (const text of speech.say) speaker.say(attributes, text);
  if (speech.next === "hang_up") response.hangup();
  return response.toString();
}

/** TwiML that ends the call without a word. */
export function silence(): string {
  const response = new twilio.twiml.VoiceResponse();
  response.hangup();
  return response.toString();
}
