import type { Provider } from "@/lib/api/contracts/connection-fields";
import type { CheckAnswer } from "@/lib/providers/checks/check-answer";
import { checkOpenAi } from "@/lib/providers/checks/openai";
import { checkResend } from "@/lib/providers/checks/resend";
import { checkSmtp } from "@/lib/providers/checks/smtp";
import { checkTwilio } from "@/lib/providers/checks/twilio";
import type { OpenConnection } from "@/lib/services/connections/open-connection";
import { smtpServer } from "@/lib/services/connections/smtp-server";

const checks: Record<Provider, (connection: OpenConnection) => Promise<CheckAnswer>> = {
  resend: ({ secret }) => checkResend({ apiKey: secret.api_key ?? "" }),
  smtp: (connection) => checkSmtp(smtpServer(connection)),
  twilio: ({ config, secret }) =>
    checkTwilio({ accountSid: config.account_sid ?? "", authToken: secret.auth_token ?? "" }),
  openai: ({ config, secret }) => checkOpenAi({ apiKey: secret.api_key ?? "", baseUrl: config.base_url }),
};

/** Asks a provider for real whether a connection works. With no transaction open; never throws for what a provider says. */
export function checkConnection(args: { provider: Provider; connection: OpenConnection }): Promise<CheckAnswer> {
  return checks[args.provider](args.connection);
}
