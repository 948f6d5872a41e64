/** Models that think before they answer: they take no temperature, and their thoughts count as output tokens. */
export const isReasoning = (model: string): boolean => /^(o\d|gpt-[5-9])/.test(model);

/** Room for those thoughts, on top of what the answer itself may have. */
export const REASONING_TOKENS = 2000;
