/** What went wrong with a mail server, in words: its own answer where there is one. */
export function smtpReason(error: unknown): string {
  const { code, response, message, command } = error as Error & { code?: string; response?: string; command?: string };
  if (code === "EAUTH") return `The mail server refused the user or password${response ? `: ${response}` : "."}`;
  if (response) return `The mail server answered: ${response}`;
  if (code === "ETLS") return "The mail server offers no encryption of this kind. Choose another one, or another port.";
  if (command === "CONN") return `The mail server could not be reached: ${message}`;
  return message;
}
