import { z } from "zod";

/**
 * An instant that a caller writes: ISO 8601 with an offset, as the database reads it: in the years 1 to 9999 also in UTC,
 * and at most 15:59 from UTC (PostgreSQL 17 refuses the rest).
 */
export const writtenInstant = z.iso
  .datetime({ offset: true, error: "This is not an instant, such as 2027-01-31T00:00:00Z." })
  .refine(
    (text) => !/^(0000|0001-01-01|9999-12-31)/.test(text) && !/[+-](1[6-9]|2\d):\d\d$/.test(text),
    "This is not an instant, such as 2027-01-31T00:00:00Z.",
  );
