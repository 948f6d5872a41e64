/**
 * Why a text cannot be stored, in words, or null: PostgreSQL's text holds no NUL (its manual, 8.3), and its jsonb no half of a
 * surrogate pair (8.14).
 */
export function problemOfText(text: string): string | null {
  if (text.includes("\0")) return "This holds a NUL character, which cannot be stored.";
  if (!text.isWellFormed()) return "This holds half of a character (a lone surrogate), which cannot be stored.";
  return null;
}
