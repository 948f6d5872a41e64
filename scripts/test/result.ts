/** What one family of tests came to. `output` is shown when something failed. */
export type Result = { passed: number; failed: number; output?: string; note?: string };

/** The result of something that is right or wrong as a whole. */
export function single({ ok, output }: { ok: boolean; output?: string }): Result {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}
