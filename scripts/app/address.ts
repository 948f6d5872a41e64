import { UserError } from "../support/user-error.ts";

/** Where the app listens, and the address people use for it (without a slash at the end). */
export type Address = { host: string; port: number; url: string };

/**
 * Reads HOST, PORT and LEADLOOM_URL; defaults 127.0.0.1 and 3000.
 * @throws UserError for a PORT that is none.
 */
export function readAddress(environment: NodeJS.ProcessEnv): Address {
  const port = Number(environment.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UserError(`PORT is "${environment.PORT}"; it must be a number from 1 to 65535.`);
  }
  const host = environment.HOST || "127.0.0.1";
  const url = (environment.LEADLOOM_URL || localUrl({ host, port })).replace(/\/+$/, "");
  return { host, port, url };
}

/** The address at which this machine reaches the app itself. */
export function localUrl({ host, port }: { host: string; port: number }): string {
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
