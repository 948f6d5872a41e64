import { AppError } from "@/lib/errors";

/** Whether an error says nothing about the work itself: the database went away, or a transaction lost a race. */
export function isInfrastructure(error: unknown): boolean {
  if (error instanceof AppError) return error.code === "unavailable";
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code !== "string") return false;
  // SQLSTATE classes: connection, rollback, resources, operator, system; and the driver's own words for a lost connection.
  return (
    /^(08|40|53|57|58)...$/.test(code) ||
    code.startsWith("CONNECTION_") ||
    code === "CONNECT_TIMEOUT" ||
    code === "ECONNREFUSED"
  );
}
