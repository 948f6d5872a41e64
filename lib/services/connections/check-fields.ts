import { fieldsOf, type Provider } from "@/lib/api/contracts/connection-fields";
import { AppError, type FieldError } from "@/lib/errors";
import { checkUrl } from "@/lib/net/check-url";
import { EgressError } from "@/lib/net/egress-error";

interface Fields {
  config: Record<string, string>;
  secret: Record<string, string>;
}

/**
 * The fields of a provider out of what was given: empty ones are left out, missing secrets are taken from before.
 * @throws AppError 422 with one entry per field
 */
export function checkFields(args: {
  provider: Provider;
  given: Record<string, unknown>;
  signing: string | undefined;
  before: Fields | null;
}): Fields {
  const { provider, given, signing, before } = args;
  const { name, config, secret, webhook } = fieldsOf(provider);
  const problems: FieldError[] = [];
  const moved = before !== null && where(before.config) !== where(given);
  const kept: Fields = { config: {}, secret: {} };
  for (const [part, fields] of [
    ["config", config],
    ["secret", secret],
  ] as const)
    for (const [key, field] of Object.entries(fields)) {
      const text = typeof given[key] === "string" ? given[key].trim() : "";
      const stays = part === "secret" && text === "" ? before?.secret[key] : undefined;
      if (stays !== undefined && moved)
        problems.push({
          path: key,
          message: `To send this to another server, give the ${inWords(field.label)} again.`,
        });
      else if (stays !== undefined) kept.secret[key] = stays;
      else if (text === "") {
        if (field.required)
          problems.push({ path: key, message: `${name} needs the field ${field.label.toLowerCase()}.` });
      } else {
        const parsed = field.schema.safeParse(part === "secret" ? given[key] : text);
        if (parsed.success) kept[part][key] = parsed.data;
        else problems.push({ path: key, message: parsed.error.issues[0]?.message ?? "This is not valid." });
      }
    }
  for (const [key, value] of Object.entries(given))
    if (value !== undefined && !(key in config) && !(key in secret))
      problems.push({ path: key, message: `${name} has no such field.` });
  if (signing && !webhook?.secretHelp)
    problems.push({ path: "webhook_secret", message: `${name} needs no signing secret.` });
  if (signing && webhook?.secretHelp && !/^whsec_[A-Za-z0-9+/]{16,200}={0,2}$/.test(signing))
    problems.push({ path: "webhook_secret", message: "A signing secret starts with whsec_." });
  problems.push(...closedAddress({ provider, config: kept.config }), ...halfAPrice(given));
  if (problems[0])
    throw new AppError("validation", `${problems[0].path}: ${problems[0].message}`, { fields: problems });
  return kept;
}

/**
 * The server that gets the secrets. Whoever may change it must not be able to send a secret that he does not know to a server of
 * his own.
 */
function where({ host, base_url }: Record<string, unknown>): string {
  const text = typeof base_url === "string" ? base_url.trim() : "";
  if (text !== "") return URL.canParse(text) ? new URL(text).origin : text;
  return typeof host === "string" ? host.trim().toLowerCase() : "";
}

const inWords = (label: string): string => (label.startsWith("API") ? label : label.toLowerCase());

/** One price alone would count for nothing: costs are made of both. */
function halfAPrice(given: Record<string, unknown>): FieldError[] {
  const [input, output] = [given.input_price, given.output_price].map((price) => String(price ?? "").trim() !== "");
  if (input === output) return [];
  return [{ path: input ? "output_price" : "input_price", message: "Give both prices, or none." }];
}

/** Says at once what would be refused at every use: an address of the own machine or network. Names are checked when used. */
function closedAddress({ provider, config }: { provider: Provider; config: Record<string, string> }): FieldError[] {
  const [path, url] =
    provider === "smtp" && config.host && config.port
      ? ["host", `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${config.port}`]
      : ["base_url", config.base_url];
  if (!url) return [];
  try {
    checkUrl(url);
    return [];
  } catch (error) {
    if (error instanceof EgressError) return [{ path, message: error.message }];
    throw error;
  }
}
