/** A text of at most so many characters, ended at a sentence or a word where one is near. */
export function cutText({ text, maxLength }: { text: string; maxLength: number }): string {
  const whole = text.trim();
  if (whole.length <= maxLength) return whole;
  const cut = whole.slice(0, maxLength).toWellFormed();
  const sentence = Math.max(cut.lastIndexOf(". "), cut.lastIndexOf("! "), cut.lastIndexOf("? "));
  if (sentence >= maxLength / 2) return cut.slice(0, sentence + 1);
  const word = cut.lastIndexOf(" ");
  return word >= maxLength / 2 ? cut.slice(0, word) : cut;
}
