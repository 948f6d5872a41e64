import { databaseUrl } from "./database/urls.ts";
import { readSecrets } from "./support/secrets.ts";

export type Mode = "embedded" | "hosted";

type Need = "always" | "hosted" | "embedded" | "optional";

/**
 * Every setting the product reads from its environment, in one place.
 * - `always`: the commands fill it in when the operator does not
 * - `hosted`: must be given in hosted mode; generated in embedded mode
 * - `embedded`: generated in embedded mode, unused in hosted mode
 * - `optional`: only when wanted
 */
export const settings: readonly { name: string; need: Need; what: string }[] = [
  { name: "LEADLOOM_MODE", need: "always", what: "embedded or hosted" },
  { name: "LEADLOOM_DATA", need: "always", what: "folder of all local state" },
  { name: "PORT", need: "always", what: "port the app listens on" },
  { name: "HOST", need: "always", what: "address the app listens on" },
  { name: "LEADLOOM_URL", need: "always", what: "public address of the app" },
  { name: "DATABASE_URL", need: "hosted", what: "Postgres address for the login leadloom_app" },
  { name: "DATABASE_SESSION_URL", need: "hosted", what: "the same login, not behind a transaction pooler" },
  { name: "SUPABASE_URL", need: "hosted", what: "address of the Supabase project, for sign-in" },
  { name: "SUPABASE_ANON_KEY", need: "hosted", what: "publishable key of the Supabase project" },
  { name: "LEADLOOM_SECRET", need: "hosted", what: "master key: 32 random bytes in base64" },
  { name: "INNGEST_SIGNING_KEY", need: "hosted", what: "signing key of Inngest" },
  { name: "INNGEST_EVENT_KEY", need: "hosted", what: "event key of Inngest" },
  { name: "DATABASE_AUTH_URL", need: "embedded", what: "database login of the sign-in service" },
  { name: "SUPABASE_SECRET_KEY", need: "embedded", what: "second key of the sign-in service" },
  { name: "LEADLOOM_JWT_SECRET", need: "embedded", what: "signs the sessions of the sign-in service" },
  { name: "LEADLOOM_SERVE_URL", need: "embedded", what: "where the executor calls the app, in development" },
  { name: "DATABASE_ADMIN_URL", need: "optional", what: "login postgres, for migrations; never handed to the app" },
  { name: "DATABASE_PREPARE", need: "optional", what: "0 behind a transaction pooler" },
  { name: "INNGEST_BASE_URL", need: "optional", what: "address of a self-hosted Inngest server" },
  { name: "RESEND_BASE_URL", need: "optional", what: "another address for the email provider" },
  { name: "TWILIO_BASE_URL", need: "optional", what: "another address for Twilio's API" },
  { name: "TRUSTED_PROXY_HOPS", need: "optional", what: "how many proxies of yours stand before the app" },
  { name: "LEADLOOM_CONFIRM_EMAIL", need: "optional", what: "1: new people confirm their address first" },
  { name: "LEADLOOM_DEMO", need: "optional", what: "0: no demo workspace (embedded)" },
  { name: "LEADLOOM_CLOCK", need: "optional", what: "test: the database clock may be shifted" },
  { name: "API_RATE_PER_MINUTE", need: "optional", what: "requests one member or key may make in a minute" },
  { name: "FORM_RATE_PER_MINUTE", need: "optional", what: "submissions one address may make to a form in a minute" },
  { name: "EGRESS_ALLOW", need: "optional", what: "private host:port that workflows may call all the same" },
  { name: "EGRESS_DNS", need: "optional", what: "name servers for hosts that users typed" },
];

/** Which mode an environment asks for: hosted when said so, or when any outside service is named. */
export function readMode(environment: NodeJS.ProcessEnv): Mode {
  const said = environment.LEADLOOM_MODE;
  if (said === "embedded" || said === "hosted") return said;
  if (said) throw new Error(`LEADLOOM_MODE is "${said}"; it may be embedded or hosted.`);
  const outside = Object.keys(environment).some(
    (name) => environment[name] && (name === "SUPABASE_URL" || name === "DATABASE_URL" || name.startsWith("INNGEST_")),
  );
  return outside ? "hosted" : "embedded";
}

/** The names of the settings that hosted mode needs and this environment lacks. */
export function missingSettings(environment: NodeJS.ProcessEnv): string[] {
  return settings.filter(({ name, need }) => need === "hosted" && !environment[name]).map(({ name }) => name);
}

/** Everything the app gets in embedded mode; what the operator's environment says of outside services is not passed on. */
export function embeddedEnvironment({
  data,
  databasePort,
  database,
  host = "127.0.0.1",
  port = 3000,
  url = `http://127.0.0.1:${port}`,
}: {
  data: string;
  databasePort: number;
  database?: string;
  host?: string;
  port?: number;
  url?: string;
}): Record<string, string> {
  const secrets = readSecrets(data);
  const app = databaseUrl({ data, port: databasePort, login: "leadloom_app", database });
  return {
    LEADLOOM_MODE: "embedded",
    LEADLOOM_DATA: data,
    PORT: String(port),
    HOST: host,
    LEADLOOM_URL: url,
    DATABASE_URL: app,
    DATABASE_SESSION_URL: app,
    DATABASE_AUTH_URL: databaseUrl({ data, port: databasePort, login: "lite_api", database }),
    SUPABASE_URL: url,
    SUPABASE_ANON_KEY: secrets.supabasePublishable,
    SUPABASE_SECRET_KEY: secrets.supabaseSecret,
    LEADLOOM_SECRET: secrets.master,
    LEADLOOM_JWT_SECRET: secrets.jwt,
    INNGEST_SIGNING_KEY: secrets.inngestSigning,
    INNGEST_EVENT_KEY: secrets.inngestEvent,
  };
}

/** The operator's environment without the settings that name or open outside services: an embedded app must not see them. */
export function withoutServices(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = { ...environment };
  const services = settings.filter(({ need }) => need === "hosted" || need === "embedded").map(({ name }) => name);
  for (const name of [...services, "DATABASE_ADMIN_URL", "INNGEST_BASE_URL"]) delete kept[name];
  for (const name of Object.keys(kept)) if (name.startsWith("INNGEST_")) delete kept[name];
  return kept;
}
