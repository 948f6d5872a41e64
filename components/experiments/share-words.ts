/** How people would be divided, in a sentence such as "Of those who would enter: Old words 45 %, New words 45 %, held out 10 %." Null while a number is missing. */
export function shareWords(args: {
  variants: readonly { name: string; weight: number }[];
  holdoutPercent: number;
}): string | null {
  const { variants, holdoutPercent } = args;
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  if (!variants.every(({ weight }) => weight > 0) || !(holdoutPercent >= 0 && holdoutPercent <= 50)) return null;
  const of = (share: number) => share.toLocaleString("en", { maximumFractionDigits: 1 });
  const parts = variants.map(({ name, weight }) => `${name} ${of(((100 - holdoutPercent) * weight) / total)} %`);
  if (holdoutPercent > 0) parts.push(`held out ${of(holdoutPercent)} %`);
  return `Of those who would enter: ${parts.join(", ")}.`;
}
