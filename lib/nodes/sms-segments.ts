/** The characters of the GSM 7-bit alphabet, and those that take two places in it (3GPP TS 23.038, 6.2.1). */
const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const extended = new Set("\f^{}\\[~]|€");

/**
 * In how many parts an SMS is sent and paid for. Text within the GSM alphabet fits 160 characters, or 153 in each of several
 * parts; one character outside it (an emoji, a curly quote) makes that 70 and 67.
 */
export function smsSegments(text: string): { parts: number; alphabet: "gsm" | "unicode"; length: number } {
  const characters = [...text];
  if (characters.every((one) => basic.has(one) || extended.has(one))) {
    const sizes = characters.map((one) => (extended.has(one) ? 2 : 1));
    return { ...packed({ sizes, single: 160, each: 153 }), alphabet: "gsm" };
  }
  return { ...packed({ sizes: characters.map((one) => one.length), single: 70, each: 67 }), alphabet: "unicode" };
}

/** A character is never torn apart between two parts. */
function packed({ sizes, single, each }: { sizes: number[]; single: number; each: number }) {
  const length = sizes.reduce((sum, size) => sum + size, 0);
  if (length <= single) return { parts: length === 0 ? 0 : 1, length };
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > each) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return { parts, length };
}
