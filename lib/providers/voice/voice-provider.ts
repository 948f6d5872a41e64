/** A call to place, with everything the provider must know beforehand. */
export interface CallRequest {
  to: string;
  from: string;
  /** Where the provider asks what to say, and where it reports; both carry our signed reference. */
  answerUrl: string;
  statusUrl: string;
  maxSeconds: number;
  ringSeconds: number;
  /** Whether to wait for the end of a machine's greeting, to speak after it. */
  leavesMessage: boolean;
}

/** `unsure`: the provider may have placed the call. Calling again could ring twice, so nobody does. */
export type PlaceAnswer =
  | { status: "accepted"; providerId: string }
  | { status: "refused"; reason: string; retryable: boolean; retryAfterSeconds?: number }
  | { status: "unsure"; reason: string };

/** A placed call as the provider knows it. `end` is null while it lasts; `price` until it has one. */
export interface PlacedCall {
  end: "completed" | "missed" | "busy" | "failed" | null;
  durationSeconds: number;
  machine: boolean;
  price: { micros: number; currency: string } | null;
}

/** Who places calls. It knows no idempotency keys. */
export interface VoiceProvider {
  name: "twilio" | "local";
  /** Never throws for what the provider does. */
  place(request: CallRequest): Promise<PlaceAnswer>;
  /** Ids of the calls from one number to another that began to exist since an instant; null when it cannot say. */
  find(args: { to: string; from: string; since: string }): Promise<string[] | null>;
  /** A call by its id; null when the provider cannot say. */
  look(providerId: string): Promise<PlacedCall | null>;
}
