/** How many cases a property about time is tried with: 10,000, and 50,000 in the deep run (`npm run test:deep`). */
export const timeCases = process.env.LEADLOOM_DEEP ? 50_000 : 10_000;
