import { forgetOld } from "@/lib/db/maintain";

const CHUNK = 1000;
const MAX_CHUNKS = 200;
const HOUR_MS = 3600 * 1000;

let nextAt = 0;

/** Deletes what is too old, at most once an hour in this process. A failure is written to the log and tried again an hour later. */
export async function forgetOldHourly(): Promise<void> {
  if (Date.now() < nextAt) return;
  nextAt = Date.now() + HOUR_MS;
  try {
    await forgetAllOld();
  } catch (error) {
    console.error(JSON.stringify({ level: "error", at: "forget-old", error: String(error) }));
  }
}

/** Deletes stored answers to idempotency keys older than 48 hours, a chunk per transaction. @returns how many */
export async function forgetAllOld({ chunk = CHUNK }: { chunk?: number } = {}): Promise<number> {
  let total = 0;
  for (let n = 0; n < MAX_CHUNKS; n++) {
    const gone = await forgetOld({ limit: chunk });
    total += gone;
    if (gone < chunk) break;
  }
  return total;
}
