import type { Cost } from "@/lib/providers/sms/text-provider";

/** Twilio's price, such as "-0.00750" and "USD", as a cost; null while it is not known. */
export function costOf({
  price,
  unit,
}: {
  price: string | null | undefined;
  unit: string | null | undefined;
}): Cost | null {
  if (!price || !unit || !/^-?\d{1,9}(\.\d{1,9})?$/.test(price) || !/^[A-Za-z]{3}$/.test(unit)) return null;
  return { micros: Math.round(Math.abs(Number(price)) * 1_000_000), currency: unit.toUpperCase() };
}
