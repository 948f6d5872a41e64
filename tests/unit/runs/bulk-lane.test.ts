import { expect, test } from "vitest";
import { inBulkLane } from "@/lib/services/runs/bulk-lane";

test("bulk work runs one at a time in the order it came, and one that fails lets the next go on", async () => {
  const seen: string[] = [];
  let running = 0;
  const work = (name: string, fails = false) =>
    inBulkLane(async () => {
      running++;
      seen.push(`${name} of ${running}`);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (fails) throw new Error(name);
      return name;
    });
  const all = await Promise.allSettled([work("one"), work("two", true), work("three")]);
  expect(all.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(seen).toEqual(["one of 1", "two of 1", "three of 1"]);
});
