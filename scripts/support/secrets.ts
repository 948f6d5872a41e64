import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The generated secrets of one data folder. They exist in embedded mode only. */
export type Secrets = {
  /** Passwords of the database logins. */
  database: { supabase_admin: string; postgres: string; leadloom_app: string; lite_api: string };
  /** Master key of everything the product encrypts or signs: 32 bytes, base64. */
  master: string;
  /** Signs the sessions of the embedded sign-in service. */
  jwt: string;
  inngestSigning: string;
  inngestEvent: string;
  supabasePublishable: string;
  supabaseSecret: string;
};

/** Reads `<data>/secrets.json`, or makes it (readable by its owner only); fields added by a newer version are filled in. */
export function readSecrets(data: string): Secrets {
  const path = join(data, "secrets.json");
  const known = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Partial<Secrets>) : {};
  const fresh = generate();
  const secrets: Secrets = { ...fresh, ...known, database: { ...fresh.database, ...known.database } };
  if (JSON.stringify(known) !== JSON.stringify(secrets)) {
    mkdirSync(data, { recursive: true });
    // Written beside and moved into place: a crash must not leave half a file and lose the master key.
    writeFileSync(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    chmodSync(`${path}.new`, 0o600);
    renameSync(`${path}.new`, path);
  }
  return secrets;
}

function generate(): Secrets {
  const word = (bytes: number) => randomBytes(bytes).toString("base64url");
  return {
    database: { supabase_admin: word(24), postgres: word(24), leadloom_app: word(24), lite_api: word(24) },
    master: randomBytes(32).toString("base64"),
    jwt: word(48),
    // Inngest reads the part after the last dash as hexadecimal.
    inngestSigning: `signkey-local-${randomBytes(32).toString("hex")}`,
    inngestEvent: word(24),
    supabasePublishable: `sb_publishable_${word(24)}`,
    supabaseSecret: `sb_secret_${word(24)}`,
  };
}
