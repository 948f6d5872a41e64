/** Whether this process may be sent visitors. On globalThis, because instrumentation and routes are separate bundles. */
export interface Readiness {
  state: "starting" | "ready" | "failed";
  /** Why not, in words for an operator. */
  reason: string | null;
}

const place = globalThis as { leadloomReadiness?: Readiness };

export function readiness(): Readiness {
  return place.leadloomReadiness ?? { state: "starting", reason: "The server has just started." };
}

export function setReadiness(value: Readiness): void {
  place.leadloomReadiness = value;
}
