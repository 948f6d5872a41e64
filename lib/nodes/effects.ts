export type Channel = "email" | "sms" | "whatsapp" | "call";

/** When a message may leave: in the workflow's hours if it has some (marketing only), in the workflow's or else the workspace's, or at any time. */
export type SendingHours = "workflow_hours" | "business_hours" | "any_time";

/** Something that leaves the system once. The engine claims it, freezes it, performs it and keeps the outcome. */
export interface EmailEffect {
  kind: "email";
  purpose: "marketing" | "transactional";
  to: string;
  /** Rendered already, one line: must not be read as a template again. */
  subject: string;
  /** Markdown whose variables are filled (`as: "markdown"`): the pipeline lays it out and never evaluates it again. */
  body: string;
  /** Rendered already, one line. */
  preheader?: string;
  replyTo?: string;
  /** Whether opens and clicks are to be seen, if the workspace allows it; missing means no. */
  track?: boolean;
  /** Missing means `workflow_hours`. */
  hours?: SendingHours;
}

/** A text message. Everything is rendered already. */
export interface SmsEffect {
  kind: "sms";
  purpose: "marketing" | "transactional";
  /** E.164. */
  to: string;
  body: string;
  hours?: SendingHours;
}

/** A WhatsApp message: free text, which is only allowed within 24 hours of the contact's last one, or an approved template. */
export interface WhatsAppEffect {
  kind: "whatsapp";
  purpose: "marketing" | "transactional";
  /** E.164. */
  to: string;
  content: { type: "text"; body: string } | { type: "template"; sid: string; variables: Record<string, string> };
  hours?: SendingHours;
}

/** A secret of the workspace, by its id: the ledger and the step keep this and never the secret itself. */
export interface SecretReference {
  in: "header" | "query";
  name: string;
  secretId: string;
  /** Text before the secret, such as "Bearer ". */
  prefix?: string;
}

/** One request to another system, with the exact bytes it will have. */
export interface HttpEffect {
  kind: "http";
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  /** Names as the author wrote them. */
  headers: Record<string, string>;
  secrets: SecretReference[];
  body: string | null;
  /** True when the same request may be made twice: by the method's own meaning, or because the receiver honours its key. */
  repeatable: boolean;
  /** What counts as success, such as `200`, `204` or `2xx`. */
  success: string[];
  timeoutSeconds: number;
  /** Values to take out of a JSON answer, by dotted path. */
  mapping: { name: string; path: string }[];
}

/** A message to a channel of a chat system. `secretId` holds its webhook address. */
export interface ChatEffect {
  kind: "chat";
  platform: "slack" | "discord" | "teams";
  secretId: string;
  text: string;
}

/** Tells one member something: in the app, by mail, or both. Not for contacts. */
export interface NoticeEffect {
  kind: "notice";
  userId: string;
  /** Rendered already, one line. */
  title: string;
  /** Markdown whose variables are filled. */
  body: string;
  /** Where it leads, below the workspace's address. */
  path: string | null;
  inApp: boolean;
  email: boolean;
  /** An approval: the mail carries the link that decides it. */
  taskId?: string;
}

/** A question to a language model. Nothing of it is rendered again, and the answer is checked against the task. */
export interface AiEffect {
  kind: "ai";
  purpose: "generate_text" | "classify";
  /** The author's words, never a contact's. */
  instructions: string;
  /** What the model may see of the contact: data, whatever it says. */
  data: Record<string, unknown>;
  task:
    | { type: "text"; maxLength: number }
    | { type: "choice"; options: { id: string; label: string; description: string }[] };
  /** Tokens the answer may have at most. */
  maxTokens: number;
  temperature: number;
}

/** A call in which a voice speaks by a script. Performed once it is placed; how it ended comes as the event `call.ended`. */
export interface CallEffect {
  kind: "call";
  purpose: "marketing" | "transactional";
  /** E.164. */
  to: string;
  hours?: SendingHours;
  /** The author's script, never a contact's words. */
  instructions: string;
  /** What the model may see of the contact. */
  data: Record<string, unknown>;
  /** Rendered already, spoken after the disclosure. */
  firstLine: string;
  language: string;
  voice: "woman" | "man";
  maxMinutes: number;
  /** Rendered already: what is said to an answering machine; null hangs up. */
  voicemail: string | null;
}

export type Effect =
  | EmailEffect
  | SmsEffect
  | WhatsAppEffect
  | HttpEffect
  | ChatEffect
  | NoticeEffect
  | AiEffect
  | CallEffect;

/**
 * What became of an effect. `ambiguous`: the provider may have done it; the same request may be repeated under its key, and
 * when no attempt is left the effect is settled as unknown. `skipped` and `delayed` come from the business rules,
 * before anything was sent. `cost.micros` null: it costs something, and nobody knows how much.
 */
export type EffectOutcome =
  | { status: "done"; output: Record<string, unknown>; cost?: { micros: number | null; currency: string } }
  | { status: "skipped"; reason: string; output: Record<string, unknown> }
  | { status: "delayed"; until: string; reason: string }
  | { status: "failed"; reason: string; retryable: boolean; retryAfterSeconds?: number; ambiguous?: boolean }
  | { status: "unknown"; reason: string };
