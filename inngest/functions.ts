import type { InngestFunction } from "inngest";

/** Every durable function of the product; each has its file in `functions/` and its line here. */
export const functions: InngestFunction.Any[] = [];
