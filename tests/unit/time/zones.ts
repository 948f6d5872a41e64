/** Zones with every kind of clock: none, north, south, half and quarter hours, changes at midnight, a half-hour change. */
export const zones = [
  "UTC",
  "Europe/Berlin",
  "Europe/London",
  "Europe/Dublin",
  "America/New_York",
  "America/Los_Angeles",
  "America/St_Johns",
  "America/Sao_Paulo",
  "America/Havana",
  "America/Santiago",
  "America/Asuncion",
  "Atlantic/Azores",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Beirut",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Asia/Tokyo",
  "Australia/Adelaide",
  "Australia/Sydney",
  "Australia/Eucla",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
];

const formats = new Map<string, Intl.DateTimeFormat>();

/** What `Intl` says the wall clock shows: another reading than the product's, so that a mistake is not made twice. */
export function clock({ at, zone }: { at: number; zone: string }): { date: string; time: string } {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
    formats.set(zone, format);
  }
  const [date = "", time = ""] = format.format(at).split(" ");
  return { date, time };
}

/** Instants near every change of clocks from 2024 to 2032 in a zone, in milliseconds. */
export function changesOf(zone: string): number[] {
  const day = 86_400_000;
  const shift = (at: number) => {
    const { date, time } = clock({ at, zone });
    return Math.round((Date.parse(`${date}T${time}:00Z`) - at) / 60_000);
  };
  const found: number[] = [];
  for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2032, 0, 1); at += day)
    if (shift(at) !== shift(at + day)) found.push(at);
  return found;
}
