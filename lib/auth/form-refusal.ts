/** Why a sign-in form was refused: the code goes into the address, the words come from here. */
export const refusals = {
  name: { field: "name", words: "Enter your name, 80 characters at most." },
  email: { field: "email", words: "Enter an email address, such as ada@example.com." },
  password: { field: "password", words: "Enter your password." },
  weak_password: { field: "password", words: "Use a password of 10 to 72 characters that is not easy to guess." },
  same_password: { field: "password", words: "Choose a password that differs from the old one." },
  taken: {
    field: "email",
    words: "There is already an account with this address. Sign in instead, or reset the password.",
  },
  credentials: { field: null, words: "This email and password do not match." },
  unconfirmed: { field: null, words: "This email and password do not match, or the address is not confirmed yet." },
  rate_limited: { field: null, words: "Too many attempts. Wait 15 minutes and try again." },
  link: { field: null, words: "This link has expired or was used before. Ask for a new one." },
  unavailable: { field: null, words: "Signing in does not work right now. Try again in a moment." },
} as const satisfies Record<string, { field: string | null; words: string }>;

export type RefusalCode = keyof typeof refusals;

/** Thrown while a sign-in form is handled; the form is shown again with these words at their field. */
export class FormRefusal extends Error {
  constructor(
    readonly code: RefusalCode,
    /** The page that shows it, when not the form's own. */
    readonly page?: string,
  ) {
    super(refusals[code].words);
    this.name = "FormRefusal";
  }
}

/** The words of a code in the address, split by where they belong; nothing for a code we do not know. */
export function readRefusal(code: unknown): { message: string | null; field: (name: string) => string | undefined } {
  const found = typeof code === "string" && Object.hasOwn(refusals, code) ? refusals[code as RefusalCode] : null;
  return {
    message: found && !found.field ? found.words : null,
    field: (name) => (found?.field === name ? found.words : undefined),
  };
}
