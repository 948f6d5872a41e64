import { migrate } from "../database/migrate.ts";
import { missingSettings } from "../settings.ts";
import { UserError } from "../support/user-error.ts";
import type { Address } from "./address.ts";
import type { Prepared } from "./embedded.ts";

/**
 * Checks the settings of hosted mode and, when DATABASE_ADMIN_URL is given, applies the migrations.
 * @throws UserError that names what is missing.
 */
export async function prepareHosted({ address }: { address: Address }): Promise<Prepared> {
  const missing = missingSettings(process.env);
  if (missing.length) {
    throw new UserError(
      `Hosted mode lacks ${missing.join(", ")}. Set ${missing.length > 1 ? "them" : "it"}, ` +
        "or LEADLOOM_MODE=embedded to run everything on this machine.",
    );
  }
  const { DATABASE_ADMIN_URL: adminUrl, ...rest } = process.env;
  const lines = [`Database   ${hostOf("DATABASE_URL")}`, `Sign-in    ${hostOf("SUPABASE_URL")}`, "Jobs       Inngest"];
  if (adminUrl) {
    const { applied } = await migrate({ url: adminUrl });
    lines.push(applied.length ? `Migrations applied: ${applied.join(", ")}` : "Migrations up to date");
  }
  return {
    env: {
      ...rest,
      LEADLOOM_MODE: "hosted",
      PORT: String(address.port),
      HOST: address.host,
      LEADLOOM_URL: address.url,
    },
    lines,
  };
}

/** The host of an address setting; its password stays out of the start lines. */
function hostOf(name: string): string {
  const value = process.env[name] ?? "";
  try {
    return new URL(value).host;
  } catch {
    throw new UserError(`${name} is not an address.`);
  }
}
