/**
 * Why a request did not bring an answer.
 * - `refused`: the address may not be called; asking again is pointless until somebody changes it.
 * - `unreachable`: no connection came about; nothing was sent.
 * - `timeout` / `interrupted`: it stopped on the way; `sent` says whether the receiver may have got it.
 */
export type EgressCode = "refused" | "unreachable" | "timeout" | "interrupted";

/** What every outgoing request to an address a user typed fails with. The message is meant for that user. */
export class EgressError extends Error {
  readonly code: EgressCode;
  /** True when the receiver may have got the request, wholly or in part. */
  readonly sent: boolean;

  constructor(code: EgressCode, message: string, { sent = false, cause }: { sent?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = "EgressError";
    this.code = code;
    this.sent = sent;
  }
}

export const refusedAddress = (host: string): EgressError =>
  new EgressError(
    "refused",
    `The address ${host} is private, reserved or belongs to this installation, so it is not called. Use a public address.`,
  );
