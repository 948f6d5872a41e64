"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Sends the browser's time zone along with a form; nothing without JavaScript. */
export function TimeZoneField() {
  const zone = useSyncExternalStore(never, browserZone, () => "");
  return <input type="hidden" name="time_zone" value={zone} />;
}
