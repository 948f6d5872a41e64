import type { SmtpServer } from "@/lib/providers/email/smtp-transport";
import type { OpenConnection } from "@/lib/services/connections/open-connection";

/** The mail server that a connection describes. */
export function smtpServer({ config, secret }: OpenConnection): SmtpServer {
  return {
    host: config.host ?? "",
    port: Number(config.port),
    tls: config.tls as SmtpServer["tls"],
    ...(config.user ? { user: config.user, password: secret.password ?? "" } : {}),
  };
}
