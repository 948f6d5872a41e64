/** Text the database can keep: no NUL, no half of a surrogate pair. */
export const cleanText = (text: string): string => text.replaceAll("\0", "").toWellFormed();
