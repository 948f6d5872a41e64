import { FormRefusal } from "@/lib/auth/form-refusal";
import { hitRateLimit } from "@/lib/db/lookup";
import { clientAddress } from "@/lib/http/client-address";
import { sha256 } from "@/lib/secrets";

const QUARTER = 15 * 60;

/** Attempts in 15 minutes for one account and for one client address (where it is known). */
const limits = {
  login: { account: 10, address: 50 },
  signup: { account: 5, address: 20 },
  reset: { account: 3, address: 20 },
  confirm: { account: 20, address: 50 },
  password: { account: 10, address: 50 },
} as const;

/** Counts one attempt. @throws FormRefusal `rate_limited` when the account or the address has used its attempts up */
export async function limitAttempts({
  request,
  action,
  account,
}: {
  request: Request;
  action: keyof typeof limits;
  account: string;
}): Promise<void> {
  const address = clientAddress(request);
  // Hashed, so that the table of counters is no list of addresses.
  const buckets = [
    { bucket: `auth:${action}:account:${sha256(account)}`, max: limits[action].account },
    ...(address ? [{ bucket: `auth:${action}:address:${sha256(address)}`, max: limits[action].address }] : []),
  ];
  for (const { bucket, max } of buckets) {
    const { allowed } = await hitRateLimit({ bucket, max, windowSeconds: QUARTER });
    if (!allowed) throw new FormRefusal("rate_limited");
  }
}
