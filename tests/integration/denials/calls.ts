import type { Contract } from "@/lib/api/contract";
import { callRoute } from "../../support/call-route.ts";

/** A call of the API, by the contract that declares it. */
export interface Call {
  name: string;
  declared: Contract;
}

/** Every call there is, in the order of the contracts. */
export async function allCalls(): Promise<Call[]> {
  const { contracts } = await import("@/lib/api/contracts/all");
  return Object.entries(contracts).flatMap(([resource, calls]) =>
    Object.entries(calls as Record<string, Contract>).map(([name, declared]) => ({
      name: `${resource}.${name} (${declared.method} ${declared.path})`,
      declared,
    })),
  );
}

/** Sends the call with empty input and the given headers. `params` fill the path; what is missing becomes an id that names nothing. */
export async function send({
  declared,
  headers,
  params = {},
}: {
  declared: Contract;
  headers: Record<string, string>;
  params?: Record<string, string>;
}): Promise<{ status: number; code?: string }> {
  const path = declared.path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => params[name] ?? (name === "id" ? "00000000-0000-4000-8000-000000000000" : "1"),
  );
  const response = await callRoute(`${process.env.LEADLOOM_URL}/api/v1${path}`, {
    method: declared.method,
    headers: { ...headers, ...(declared.body ? { "content-type": "application/json" } : {}) },
    body: declared.body ? "{}" : undefined,
  });
  const body = (await response.json().catch(() => null)) as { error?: { code?: string } } | null;
  return { status: response.status, code: body?.error?.code };
}
