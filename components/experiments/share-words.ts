/** How people would be divided, in a sentence such as "Of 100 people who enter: 45 Old words, 45 New words, 10 held out." Null while a number is missing. */
export function shareWords(args: {
  variants: readonly { name: string; weight: number }[];
  holdoutPercent: number;
}): string | null {
  const { variants, holdoutPercent } = args;
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  if (!variants.every(({ weight }) => weight > 0) || !(holdoutPercent >= 0 && holdoutPercent <= 50)) return null;
  const of = (share: number) => share.toLocaleString("en", { maximumFractionDigits: 1 });
  const parts = variants.map(({ name, weight }) => `${of(((100 - holdoutPercent) * weight) / total)} ${name}`);
  if (holdoutPercent > 0) parts.push(`${of(holdoutPercent)} held out`);
  return `Of 100 people who would enter: ${parts.join(", ")}.`;
}
