import twilio from "twilio";
import { env } from "@/lib/env";

const TIMEOUT_MS = 15_000;

/** Calls Twilio's paths at another address: a recording server, or a proxy of the operator's. */
class ElsewhereClient extends twilio.RequestClient {
  readonly base: string;
  constructor({ base }: { base: string }) {
    super({ timeout: TIMEOUT_MS, autoRetry: false });
    this.base = base;
  }
  override request<T>(options: Parameters<twilio.RequestClient["request"]>[0]) {
    const { pathname, search } = new URL(options.uri);
    return super.request<T>({ ...options, uri: `${this.base}${pathname}${search}` } as never);
  }
}

/** Twilio's SDK for one account. It never repeats a request by itself: Twilio knows no idempotency keys. */
export function twilioClient({ accountSid, authToken }: { accountSid: string; authToken: string }) {
  const base = env().twilioBaseUrl?.replace(/\/+$/, "");
  return twilio(
    accountSid,
    authToken,
    base
      ? { httpClient: new ElsewhereClient({ base }), timeout: TIMEOUT_MS, autoRetry: false }
      : { timeout: TIMEOUT_MS, autoRetry: false },
  );
}
