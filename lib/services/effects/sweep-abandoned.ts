import { settleAbandoned } from "@/lib/db/maintain";

const CHUNK = 200;

/**
 * Settles as unknown what was claimed a day ago by somebody who died, when its run has ended meanwhile: nobody would ever ask
 * again, and it would stand there as being sent for ever. @returns how many
 */
export function sweepAbandoned(): Promise<number> {
  return settleAbandoned({ limit: CHUNK });
}
