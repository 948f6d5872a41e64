import { z } from "zod";

/**
 * What each provider needs to be connected, once: the form, the API and the stored row are made from it. `config` fields are
 * shown again; `secret` fields are sealed and never are. `help` is what a person reads under the field.
 */
export interface ProviderFields {
  name: string;
  /** What it does for the workspace. */
  purpose: string;
  config: Record<string, Field>;
  secret: Record<string, Field>;
  /** How its reports reach us: where the address is pasted, and where to find the secret they are signed with, if it is one more. */
  webhook?: { help: string; secretHelp?: string };
}

interface Field {
  label: string;
  help?: string;
  placeholder?: string;
  choices?: Record<string, string>;
  required: boolean;
  schema: z.ZodType<string>;
}

const short = z.string().trim().max(500, "At most 500 characters.");
const secretText = z.string().trim().min(8, "This is too short to be a key.").max(500, "At most 500 characters.");
const number = short.regex(/^\+[1-9]\d{6,14}$/, "Write the number with + and the country code, without spaces.");
const address = short.pipe(z.url({ protocol: /^https?$/, error: "Write a whole address that starts with https://." }));
const price = short.regex(/^(\d{1,6}(\.\d{1,6})?)?$/, "Write an amount such as 0.40.");

export const providerFields = {
  resend: {
    name: "Resend",
    purpose: "Sends email through Resend.",
    config: {},
    secret: {
      api_key: {
        label: "API key",
        help: "A key with sending access, made in Resend.",
        required: true,
        schema: secretText,
      },
    },
    webhook: {
      help: "Add this address under Webhooks in Resend, for the events delivered, bounced and complained.",
      secretHelp: "Resend shows it beside the webhook. It starts with whsec_.",
    },
  },
  smtp: {
    name: "SMTP",
    purpose: "Sends email through any mail server.",
    config: {
      host: {
        label: "Server",
        placeholder: "smtp.example.com",
        required: true,
        schema: short.regex(/^[A-Za-z0-9]([A-Za-z0-9.:_-]*[A-Za-z0-9])?$/, "Write the name of the server alone."),
      },
      port: {
        label: "Port",
        placeholder: "587",
        required: true,
        schema: z
          .string()
          .trim()
          .refine(
            (text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535,
            "Write a port between 1 and 65535.",
          ),
      },
      tls: {
        label: "Encryption",
        choices: { starttls: "STARTTLS (port 587)", tls: "TLS from the start (port 465)", none: "None" },
        required: true,
        schema: z.enum(["starttls", "tls", "none"], "Choose how the connection is encrypted."),
      },
      user: { label: "User", required: false, schema: short },
    },
    secret: {
      password: { label: "Password", required: false, schema: z.string().max(500, "At most 500 characters.") },
    },
  },
  twilio: {
    name: "Twilio",
    purpose: "Sends SMS and WhatsApp messages and makes calls.",
    config: {
      account_sid: {
        label: "Account SID",
        required: true,
        schema: short.regex(/^AC[0-9a-fA-F]{32}$/, "An account SID starts with AC and has 34 characters."),
      },
      from_number: {
        label: "Phone number",
        help: "Calls and SMS come from this number.",
        placeholder: "+15550100",
        required: false,
        schema: number,
      },
      messaging_service_sid: {
        label: "Messaging service SID",
        help: "Instead of a phone number, for SMS.",
        required: false,
        schema: short.regex(/^MG[0-9a-fA-F]{32}$/, "A messaging service SID starts with MG and has 34 characters."),
      },
      whatsapp_from: {
        label: "WhatsApp number",
        help: "The sender that Twilio approved for WhatsApp.",
        placeholder: "+15550100",
        required: false,
        schema: number,
      },
    },
    secret: { auth_token: { label: "Auth token", required: true, schema: secretText } },
    webhook: {
      help: "For answers to your messages, set this address in Twilio as the webhook for incoming messages of the number.",
    },
  },
  openai: {
    name: "OpenAI",
    purpose: "Writes and sorts text, and speaks in calls. Any service with the same API works.",
    config: {
      base_url: {
        label: "Address",
        help: "Leave empty for OpenAI itself.",
        placeholder: "https://api.openai.com/v1",
        required: false,
        schema: address,
      },
      model: { label: "Model", placeholder: "gpt-6-luna", required: false, schema: short },
      input_price: {
        label: "Price of a million input tokens in US dollars",
        help: "For a model whose price is not known here, or a service with prices of its own. Costs and limits count with both prices.",
        placeholder: "0.10",
        required: false,
        schema: price,
      },
      output_price: {
        label: "Price of a million output tokens in US dollars",
        placeholder: "0.50",
        required: false,
        schema: price,
      },
    },
    secret: { api_key: { label: "API key", required: true, schema: secretText } },
  },
} as const satisfies Record<string, ProviderFields>;

export type Provider = keyof typeof providerFields;
export const providerNames = Object.keys(providerFields) as [Provider, ...Provider[]];

/** The name of any field of any provider. */
export type FieldName = {
  [P in Provider]: keyof (typeof providerFields)[P]["config"] | keyof (typeof providerFields)[P]["secret"];
}[Provider];

/** The same table without what TypeScript knows of each provider, for code that treats them alike. */
export const fieldsOf = (provider: Provider): ProviderFields => providerFields[provider];
