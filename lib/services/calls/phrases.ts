import type { Language } from "@/lib/providers/voice/twiml";

interface Phrases {
  /** Always the first words: who calls, that no person speaks (EU AI Act, art. 50), and that it is written down. */
  disclosure: (company: string) => string;
  goodbye: string;
  /** When nothing was heard. */
  pardon: string;
  /** When nobody can answer. */
  trouble: string;
  /** When the contact wants no more calls, and that is written down. */
  never: string;
}

const english: Phrases = {
  disclosure: (company) =>
    `Hello. This is an automated call from ${company}. You are speaking with an AI voice, not with a person, and the call is transcribed.`,
  goodbye: "Thank you for your time. Goodbye.",
  pardon: "Sorry, I did not hear you. Are you still there?",
  trouble: "Sorry, I cannot go on with this call right now. Goodbye.",
  never: "I have noted that you want no more calls from us. You will not be called again. Goodbye.",
};

const phrases: Record<Language, Phrases> = {
  "en-US": english,
  "en-GB": english,
  "de-DE": {
    disclosure: (company) =>
      `Guten Tag. Dies ist ein automatischer Anruf von ${company}. Sie sprechen mit einer KI-Stimme, nicht mit einem Menschen, und das Gespräch wird mitgeschrieben.`,
    goodbye: "Vielen Dank für Ihre Zeit. Auf Wiederhören.",
    pardon: "Entschuldigung, ich habe Sie nicht gehört. Sind Sie noch da?",
    trouble: "Entschuldigung, ich kann das Gespräch gerade nicht fortsetzen. Auf Wiederhören.",
    never:
      "Ich habe notiert, dass Sie keine Anrufe mehr von uns wünschen. Sie werden nicht mehr angerufen. Auf Wiederhören.",
  },
  "fr-FR": {
    disclosure: (company) =>
      `Bonjour. Ceci est un appel automatique de ${company}. Vous parlez avec une voix d'intelligence artificielle, pas avec une personne, et l'appel est transcrit.`,
    goodbye: "Merci pour votre temps. Au revoir.",
    pardon: "Pardon, je ne vous ai pas entendu. Êtes-vous toujours là ?",
    trouble: "Désolé, je ne peux pas continuer cet appel pour le moment. Au revoir.",
    never: "J'ai noté que vous ne souhaitez plus nos appels. Nous ne vous appellerons plus. Au revoir.",
  },
  "es-ES": {
    disclosure: (company) =>
      `Hola. Esta es una llamada automática de ${company}. Está hablando con una voz de inteligencia artificial, no con una persona, y la llamada se transcribe.`,
    goodbye: "Gracias por su tiempo. Adiós.",
    pardon: "Perdón, no le he oído. ¿Sigue ahí?",
    trouble: "Lo siento, ahora no puedo continuar con esta llamada. Adiós.",
    never: "He anotado que no desea más llamadas nuestras. No le volveremos a llamar. Adiós.",
  },
  "it-IT": {
    disclosure: (company) =>
      `Buongiorno. Questa è una chiamata automatica di ${company}. Sta parlando con una voce di intelligenza artificiale, non con una persona, e la chiamata viene trascritta.`,
    goodbye: "Grazie per il suo tempo. Arrivederci.",
    pardon: "Mi scusi, non l'ho sentita. È ancora lì?",
    trouble: "Mi dispiace, ora non posso continuare questa chiamata. Arrivederci.",
    never: "Ho annotato che non desidera più le nostre chiamate. Non la chiameremo più. Arrivederci.",
  },
};

/** What a voice says in a language besides its script. */
export const phrasesIn = (language: Language): Phrases => phrases[language] ?? english;
