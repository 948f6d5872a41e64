import { expect, test } from "vitest";
import { isZone } from "@/lib/time/is-zone";

test("zones are known by their name in any case, and asking again gives the same answer", () => {
  for (let n = 0; n < 2; n++) {
    expect(["Europe/Berlin", "europe/berlin", "UTC", "Etc/GMT-8"].map(isZone)).toEqual([true, true, true, true]);
    expect(["", "Berlin", "Europe/Nowhere", "+01:00x"].map(isZone)).toEqual([false, false, false, false]);
  }
});

test("names nobody knows do not take memory without end, and do not confuse the answers", () => {
  for (let n = 0; n < 5000; n++) expect(isZone(`Nowhere/${n}`)).toBe(false);
  expect(isZone("Asia/Tokyo")).toBe(true);
});
