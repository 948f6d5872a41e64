import type { z } from "zod";
import type { Condition } from "@/lib/conditions";
import type { EventName } from "@/lib/events";
import type { Landing } from "@/lib/template/landing";
import type { BusinessHours } from "@/lib/time/business-hours";

export type NodeKind = "trigger" | "action" | "logic";
export type NodeGroup = "Triggers" | "Messages" | "Contacts" | "Team" | "Connections" | "AI" | "Logic" | "Time";
export type Channel = "email" | "sms" | "whatsapp" | "call";
/** When a message may leave: in the workflow's hours if it has some (marketing only), in the workflow's or else the workspace's, or at any time. */
export type SendingHours = "workflow_hours" | "business_hours" | "any_time";

/** One way out of a node. `id` is what edges store and never changes; `label` is what the canvas shows. */
export interface Outlet {
  id: string;
  label: string;
}

/** What happened, as nodes and templates see it: the activity that started the run or ended a wait. */
export interface TriggerFacts {
  type: EventName;
  activityId: string | null;
  occurredAt: string;
  data: Record<string, unknown>;
  changes: Record<string, { from: unknown; to: unknown }>;
}

/** The state a node reads. Contact is read afresh before every node; `steps` holds outputs by node key. */
export interface RunState {
  contact: ContactFacts;
  trigger: TriggerFacts;
  steps: Record<string, Record<string, unknown>>;
  vars: Record<string, unknown>;
  run: { id: string; workflowId: string; workflowName: string; startedAt: string; isTest: boolean };
  /** `businessHours` are the workflow's own, else the workspace's, by the clock of `timeZone`. */
  workspace: { id: string; name: string; timeZone: string; businessHours?: BusinessHours | null };
}

/** A contact with snake_case names, exactly as templates and conditions spell them. */
export interface ContactFacts {
  id: string;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  company: string | null;
  job_title: string | null;
  status: string;
  source: string | null;
  tags: string[];
  score: number;
  time_zone: string | null;
  locale: string | null;
  owner_id: string | null;
  do_not_contact: boolean;
  custom: Record<string, unknown>;
  created_at: string;
  updated_at: string;
  last_activity_at: string | null;
}

/** How a wait ended, given to the node when the token comes back to it. */
export type Resumed =
  | { by: "time"; skipped?: true }
  | { by: "event"; index: number; event: TriggerFacts }
  | { by: "branches"; arrived: number; expected: number }
  /** `skipped`: a member ended the wait before its time. */
  | { by: "timeout"; skipped?: true };

/** One awaited event: the activity type, an optional key (form id, field or tag name) and conditions on it. */
export interface AwaitedEvent {
  type: EventName;
  key?: string;
  conditions?: Condition;
}

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
 * before anything was sent.
 */
export type EffectOutcome =
  | { status: "done"; output: Record<string, unknown>; cost?: { micros: number; currency: string } }
  | { status: "skipped"; reason: string; output: Record<string, unknown> }
  | { status: "delayed"; until: string; reason: string }
  | { status: "failed"; reason: string; retryable: boolean; retryAfterSeconds?: number; ambiguous?: boolean }
  | { status: "unknown"; reason: string };

/** Who gets work: a member, the contact's owner, or one of several members (an empty list: everybody who may edit). */
export interface MemberChoice {
  how: "member" | "owner" | "round_robin" | "least_loaded";
  member?: string;
  members?: string[];
  /** What counts as load: contacts that are leads or qualified, or open tasks. */
  load?: "contacts" | "tasks";
}

/** A task of this visit as it stands. */
export interface TaskFacts {
  id: string;
  status: "open" | "done" | "cancelled";
  outcome: string | null;
  comment: string | null;
  assigneeId: string | null;
  decidedBy: string | null;
  dueAt: string | null;
  /** Everybody an approval asked, in order. */
  asked: string[];
}

/** How a run that a step asked for ended; `refused`: the contact was not let in. */
export interface ChildEnd {
  status: "completed" | "failed" | "cancelled" | "exited" | "refused";
  runId: string | null;
  reason: string | null;
}

export type NodeResult =
  /** `vars` are kept for the rest of the run, over those of the same name. */
  | { type: "done"; output: Record<string, unknown>; outlet?: string; note?: string; vars?: Record<string, unknown> }
  /** Goes on at another node without a connection. */
  | { type: "jump"; to: string; output: Record<string, unknown>; note?: string }
  /**
   * Walks the way `item` once for each item, at most `concurrency` at a time, then leaves by `done`; the interpreter keeps the
   * count, so a node returns the same whenever it is run. On the way `vars.<name>` is the item, `vars.<name>_index` its number from 1.
   */
  | { type: "each"; items: unknown[]; name: string; concurrency: number; onError: "stop" | "break" | "continue" }
  | { type: "wait"; until: string; note?: string }
  | { type: "waitFor"; events: AwaitedEvent[]; until: string | null; lookBack: boolean; note?: string }
  | { type: "fork"; outlets: string[]; output: Record<string, unknown> }
  | { type: "join"; mode: "all" | "any" | "count"; count: number; until: string | null }
  | { type: "stop"; reason: string; output: Record<string, unknown> }
  | {
      type: "perform";
      effect: Effect;
      /** Called with what became of the effect. Not named `then`: a promise would swallow the result. */
      after: (outcome: EffectOutcome) => NodeResult;
    };

/** A call a step has placed; `outcome` is null while it lasts. */
export interface CallFacts {
  id: string;
  outcome: "answered" | "missed" | "busy" | "failed" | "voicemail" | null;
  reason: string | null;
  endedAt: string | null;
  durationSeconds: number;
  transcript: { who: "assistant" | "contact"; text: string; at: string }[];
}

/** The only way a node reaches the world. The engine gives a writing one, simulation a recording one. */
export interface NodeContext {
  /** The instant of this visit, ISO 8601. Never read another clock. */
  now: string;
  state: RunState;
  nodeId: string;
  nodeKey: string;
  visit: number;
  /** Set when the token comes back to this node after `wait`, `waitFor` or `join`. */
  resumed: Resumed | null;
  /** Renders a Liquid template against the state. Unknown names render empty and are noted on the step. */
  render(args: { template: string; as: Landing }): string;
  /** Evaluates a condition tree; the trace says which comparison decided. */
  evaluate(condition: Condition): { result: boolean; trace: string };
  calls: {
    /** The calls this visit has placed so far, first to last. */
    made(): Promise<CallFacts[]>;
  };
  journey: {
    /** Writes down that the contact reached a goal; `value` in the workspace's own money. */
    reachGoal(args: { name: string; value: number | null }): Promise<{ conversionId: string }>;
    /** The variant that this step's split has been decided for, null while it is still open. */
    splitWinner(): Promise<string | null>;
  };
  contact: {
    update(patch: Record<string, unknown>): Promise<{ changed: string[] }>;
    addTag(tag: string): Promise<{ added: boolean }>;
    removeTag(tag: string): Promise<{ removed: boolean }>;
    addNote(body: string): Promise<{ noteId: string }>;
    /** Records a consent with its proof, unless it stands like that already. */
    setConsent(consent: {
      channel: "email" | "sms" | "whatsapp" | "phone";
      status: "granted" | "denied" | "unsubscribed";
      text: string;
    }): Promise<{ changed: boolean }>;
    setDoNotContact(on: boolean): Promise<{ changed: boolean }>;
    /** Keeps the score between 0 and 1,000. */
    adjustScore(change: {
      how: "add" | "subtract" | "set";
      points: number;
      reason: string;
    }): Promise<{ from: number; to: number }>;
    /** With `keep` an owner who is a member stays. */
    assignOwner(args: { choice: MemberChoice; keep: boolean }): Promise<{ ownerId: string | null; changed: boolean }>;
  };
  segments: {
    /** Throws when there is no such segment. */
    add(segmentId: string): Promise<{ added: boolean }>;
    remove(segmentId: string): Promise<{ removed: boolean }>;
  };
  tasks: {
    /** Makes a task for the contact, once per visit: a repeated visit finds it as it stands. */
    create(task: {
      kind: "task" | "approval";
      title: string;
      body: string;
      assignee: MemberChoice | null;
      dueAt: string | null;
    }): Promise<TaskFacts>;
    /** Closes an open approval whose time is over; one that was decided meanwhile stays as it is. */
    expire(taskId: string): Promise<TaskFacts>;
  };
  members: {
    /** The ids of the contact's owner, of all admins and owners of the workspace, or of those of a list that are members. */
    of(who: { who: "owner" | "admins" | "members"; members?: string[] }): Promise<string[]>;
  };
  workflows: {
    /** Asks, once per visit, that the contact enters another workflow. `ended` is set when that is over already. */
    start(args: {
      workflowId: string;
      data: Record<string, unknown>;
    }): Promise<{ requestId: string; ended: ChildEnd | null }>;
  };
}

/** How a trigger finds its activities. `key` narrows the index look-up (a form id, a field, a tag). */
export interface TriggerMatch<C> {
  events: EventName[];
  key?: (config: C) => string | null;
  conditions?: (config: C) => Condition | null;
  /** Fires only when this happened so many times to the contact within so many hours, the event at hand counted. */
  often?: (config: C) => { times: number; withinHours: number } | null;
}

/**
 * One kind of box on the canvas. Canvas, form, validator, engine, node reference and API all read this.
 * `config` is a strict zod object; `.meta({ title, description, widget, placeholder })` on a field shapes the inspector.
 * `outlets` must be pure and total for every config that parses; triggers have exactly one outlet, `out`.
 * `run` may be called again for the same visit after a crash: everything it does goes through `ctx`.
 */
export interface NodeDefinition<C = Record<string, unknown>> {
  type: string;
  kind: NodeKind;
  version: number;
  label: string;
  description: string;
  /** A lucide icon name in kebab case. */
  icon: string;
  group: NodeGroup;
  config: z.ZodType<C>;
  /** A config that a freshly dropped node starts with; may be incomplete and so invalid for publishing. */
  defaults: Record<string, unknown>;
  outlets(config: C): Outlet[];
  output: { schema: z.ZodType; sample: Record<string, unknown> };
  /** One sentence with the real values, for the card. Must also cope with an incomplete config. */
  summary(config: Partial<C>, names: NameLookup): string;
  trigger?: TriggerMatch<C>;
  run?(ctx: NodeContext, config: C): Promise<NodeResult>;
  /** What a dry run assumes where `run` would wait or send; without it the simulator runs `run` on a recording ctx. */
  simulate?(ctx: NodeContext, config: C): Promise<NodeResult>;
  /**
   * What the interpreter and the validator must know beyond outlets: `wait` lets time pass (so a cycle through it is
   * allowed), `fork` makes one token per branch, `join` closes the fork of the arriving token, `stop` ends the run, `loop`
   * walks its outlet `item` for each item and leaves by `done`.
   */
  role?: "wait" | "fork" | "join" | "stop" | "loop";
  /** Nodes this one may go on at without a connection. Must cope with an incomplete config. */
  jumps?(config: Partial<C>): string[];
  /** True when the node sends something to a person: do-not-contact and publish checks look at it. */
  sends?: Channel;
  /** True when `run` may return `perform` for something else than a message to the contact. */
  performs?: boolean;
  /**
   * What one visit costs at most, in millionths of one unit of `currency`; null when the settings cannot tell. Only nodes that
   * cost something have it: dry runs, backtests and publishing add it up.
   */
  cost?(config: C, state: RunState | null): { micros: number; currency: "USD"; per: string } | null;
  /** Ids inside the config that must exist in the workspace. Must cope with an incomplete config. */
  references?(config: Partial<C>): { path: string; kind: ReferenceKind; id: string }[];
  /** Advice on a config that parses but may surprise; shown as warnings. Must cope with an incomplete config. */
  advise?(config: Partial<C>): { path: string; code: string; message: string }[];
  /** Brings a config of an older `version` of this node to the present one. */
  upgrade?(args: { config: Record<string, unknown>; from: number }): Record<string, unknown>;
  /** Fields of `config` that hold Liquid templates, checked when the draft is saved and published. */
  templates?: (config: Partial<C>) => { path: string; template: string; as: Landing }[];
}

/** What a config may name by id. `form` must be published, everything else must exist. */
export type ReferenceKind = "form" | "secret" | "hook" | "segment" | "workflow" | "member";

/** All node types, handed to the engine as an argument so that it knows none of them by name. */
export interface NodeRegistry {
  get(type: string): NodeDefinition | undefined;
  all(): NodeDefinition[];
}

/** What `run` throws when it fails for a reason it knows; any other error counts as worth another try. */
export class NodeError extends Error {
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  constructor(
    message: string,
    { retryable = true, retryAfterSeconds }: { retryable?: boolean; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = "NodeError";
    this.retryable = retryable;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Turns ids inside a config into names for summaries: `form` → form name, `node` → node name, `choice` → the words of a
 * form's choice (its id: the field as conditions spell it, a space, the choice's value).
 */
export type NameLookup = (
  kind: "form" | "secret" | "hook" | "workflow" | "node" | "choice" | "segment" | "member",
  id: string,
) => string | undefined;

/** Declares a node with its config type inferred; the registry stores it with the type erased. */
export function defineNode<C>(definition: NodeDefinition<C>): NodeDefinition<C> {
  return definition;
}

export const done = (output: Record<string, unknown> = {}, outlet?: string, note?: string): NodeResult => ({
  type: "done",
  output,
  outlet,
  note,
});
export const stop = (reason: string, output: Record<string, unknown> = {}): NodeResult => ({
  type: "stop",
  reason,
  output,
});
