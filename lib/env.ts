/** The whole configuration, read once at run time; nothing of it is baked into the bundle. */
export interface Env {
  mode: "embedded" | "hosted";
  production: boolean;
  /** Public address without a trailing slash. */
  baseUrl: string;
  dataDir: string;
  databaseUrl: string;
  databaseSessionUrl: string;
  /** Embedded only: the login the in-process sign-in server uses. */
  databaseAuthUrl: string;
  /** False behind a transaction pooler, where prepared statements do not survive. */
  databasePrepare: boolean;
  /** Master key, base64 of at least 32 bytes; every other key is derived from it by purpose. */
  secret: string;
  jwtSecret: string;
  supabaseUrl: string;
  supabaseAnonKey: string;
  /** Embedded only: the second key the in-process sign-in server wants; nothing uses it. */
  supabaseSecretKey: string;
  inngestSigningKey: string;
  inngestEventKey: string;
  /** Where executor calls go instead of in-process: set by the development server. */
  inngestServeUrl: string | null;
  resendBaseUrl: string | null;
  twilioBaseUrl: string | null;
  trustedProxyHops: number;
  /** Whether the database clock may be shifted: tests only. */
  clockTest: boolean;
  /** New sign-ups must confirm their address before they can sign in. */
  confirmEmail: boolean;
  /** Requests per minute one member or API key may make. */
  apiRatePerMinute: number;
  /** Submissions per minute one client address may make to one form. */
  formRatePerMinute: number;
  seedDemo: boolean;
  /** `host:port` that workflows may call although the address is private. Empty unless the operator says so. */
  egressAllow: string[];
  /** Name servers (`address` or `address:port`) asked for hosts that users typed; empty: the system's. */
  egressDns: string[];
}

let cached: Env | null = null;

/**
 * Returns the configuration.
 * @throws Error naming the first missing setting, in words an operator can act on.
 */
export function env(): Env {
  cached ??= read(process.env);
  return cached;
}

function read(vars: NodeJS.ProcessEnv): Env {
  const hosted = vars.LEADLOOM_MODE ? vars.LEADLOOM_MODE === "hosted" : Boolean(vars.SUPABASE_URL);
  const need = (name: string): string => {
    const value = vars[name];
    if (!value) throw new Error(`The setting ${name} is missing. See .env.example for what it holds.`);
    return value;
  };
  const count = (name: string, fallback: number): number => {
    const value = vars[name] === undefined || vars[name] === "" ? fallback : Number(vars[name]);
    if (!Number.isFinite(value) || value < 0)
      throw new Error(`The setting ${name} must be a number, not "${vars[name]}".`);
    return value;
  };
  const databaseUrl = need("DATABASE_URL");
  return {
    mode: hosted ? "hosted" : "embedded",
    production: vars.NODE_ENV === "production",
    baseUrl: need("LEADLOOM_URL").replace(/\/+$/, ""),
    dataDir: vars.LEADLOOM_DATA ?? ".local",
    databaseUrl,
    databaseSessionUrl: vars.DATABASE_SESSION_URL || databaseUrl,
    databaseAuthUrl: hosted ? "" : need("DATABASE_AUTH_URL"),
    databasePrepare: vars.DATABASE_PREPARE !== "0",
    secret: need("LEADLOOM_SECRET"),
    jwtSecret: hosted ? "" : need("LEADLOOM_JWT_SECRET"),
    supabaseUrl: hosted ? need("SUPABASE_URL") : need("LEADLOOM_URL"),
    supabaseAnonKey: need("SUPABASE_ANON_KEY"),
    supabaseSecretKey: hosted ? "" : need("SUPABASE_SECRET_KEY"),
    inngestSigningKey: need("INNGEST_SIGNING_KEY"),
    inngestEventKey: need("INNGEST_EVENT_KEY"),
    inngestServeUrl: vars.LEADLOOM_SERVE_URL || null,
    resendBaseUrl: vars.RESEND_BASE_URL || null,
    twilioBaseUrl: vars.TWILIO_BASE_URL || null,
    trustedProxyHops: count("TRUSTED_PROXY_HOPS", 0),
    clockTest: vars.LEADLOOM_CLOCK === "test",
    confirmEmail: vars.LEADLOOM_CONFIRM_EMAIL === "1",
    apiRatePerMinute: count("API_RATE_PER_MINUTE", 600),
    formRatePerMinute: count("FORM_RATE_PER_MINUTE", 60),
    seedDemo: !hosted && vars.LEADLOOM_DEMO !== "0",
    egressAllow: list(vars.EGRESS_ALLOW),
    egressDns: list(vars.EGRESS_DNS),
  };
}

const list = (value: string | undefined): string[] =>
  (value ?? "")
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((one) => one.toLowerCase());

/**
 * Makes the environment an ordinary object. The durable runtime's SDK copies it several times for every call it answers, and
 * each read of the real one asks the operating system: 7 % of a busy server's time.
 */
export function copyEnvironment(): void {
  process.env = { ...process.env };
}
