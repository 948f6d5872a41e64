/** What a provider said when asked whether a connection works. `reason` is for the person who connected it. */
export type CheckAnswer = { ok: true } | { ok: false; reason: string };
