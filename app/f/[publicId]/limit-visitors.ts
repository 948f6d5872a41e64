import { hitRateLimit } from "@/lib/db/lookup";
import { env } from "@/lib/env";
import { clientAddress } from "@/lib/http/client-address";

/** When the addresses of visitors are unknown, all of a form share one count, which must then be larger. */
const SHARED = 10;

/** Counts one submission of a visitor to a form. @returns seconds to wait, or null when it may go on */
export async function limitVisitors({
  publicId,
  request,
}: {
  publicId: string;
  request: Request;
}): Promise<number | null> {
  const address = clientAddress(request);
  const max = env().formRatePerMinute * (address ? 1 : SHARED);
  const state = await hitRateLimit({ bucket: `form:${publicId}:${address ?? "all"}`, max, windowSeconds: 60 });
  return state.allowed ? null : Math.max(1, Math.ceil((Date.parse(state.resetAt) - Date.now()) / 1000));
}
