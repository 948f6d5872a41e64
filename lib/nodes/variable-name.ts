import { z } from "zod";

/** The name of a variable: what stands behind `vars.` in templates and conditions. */
export const variableNameSchema = z
  .string("Give a name.")
  .trim()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "Small letters, digits and _ only, a letter first: such as order_total.")
  .refine((name) => name !== "constructor", "This name is taken.");
