import type { Graph } from "@/lib/engine/graph";

interface Box {
  key: string;
  type: string;
  name?: string;
  config: Record<string, unknown>;
  at: [x: number, y: number];
  /** Outlet → key of the next box. */
  to?: Record<string, string>;
}

function graphOf(boxes: Box[]): Graph {
  return {
    schemaVersion: 1,
    nodes: boxes.map(({ key, type, name, config, at }) => ({
      id: key,
      key,
      type,
      ...(name ? { name } : {}),
      config,
      settings: { retries: 3, onError: "stop", timeoutSeconds: 60, disabled: false, note: "" },
      position: { x: at[0], y: at[1] },
    })),
    edges: boxes.flatMap(({ key, to = {} }) =>
      Object.entries(to).map(([outlet, target]) => ({ id: `${key}-${outlet}-${target}`, source: key, outlet, target })),
    ),
    notes: [],
    settings: { maxVisits: 50 },
  };
}

/** A request comes in; large budgets get a personal answer, the others a helpful one. */
export function followUpGraph(formId: string): Graph {
  return graphOf([
    { key: "form_submitted", type: "form_submitted", config: { formId }, at: [400, 0], to: { out: "if_else" } },
    {
      key: "if_else",
      type: "if_else",
      name: "Large budget?",
      config: { condition: { field: "trigger.answers.budget", op: "is", value: "over_10k" } },
      at: [400, 160],
      to: { yes: "send_email", no: "send_email_2" },
    },
    {
      key: "send_email",
      type: "send_email",
      name: "Offer a call",
      config: {
        purpose: "transactional",
        subject: 'When can we talk, {{ contact.first_name | default: "there" }}?',
        body: 'Hello {{ contact.first_name | default: "there" }},\n\nthank you for your request. Mara from our team will show you around herself. **Reply with two times that suit you** and we will do the rest.\n\nBest wishes,\nNorthwind Studio',
      },
      at: [180, 340],
      to: { out: "add_tag" },
    },
    { key: "add_tag", type: "add_tag", config: { tag: "hot lead" }, at: [180, 500] },
    {
      key: "send_email_2",
      type: "send_email",
      name: "Send the guide",
      config: {
        purpose: "transactional",
        subject: "Your guide to getting started",
        body: 'Hello {{ contact.first_name | default: "there" }},\n\nthank you for your interest. This short guide answers what most people ask first:\n\n1. What it costs\n2. How long a project takes\n3. What you need to prepare\n\nBest wishes,\nNorthwind Studio',
      },
      at: [620, 340],
      to: { out: "add_tag_2" },
    },
    { key: "add_tag_2", type: "add_tag", config: { tag: "nurture" }, at: [620, 500] },
  ]);
}

/** Leads who are not ready yet hear from us two days later, if they agreed to. */
export function welcomeGraph(): Graph {
  return graphOf([
    { key: "tag_added", type: "tag_added", config: { tag: "nurture" }, at: [320, 0], to: { out: "wait" } },
    { key: "wait", type: "wait", config: { amount: 2, unit: "days" }, at: [320, 160], to: { out: "send_email" } },
    {
      key: "send_email",
      type: "send_email",
      name: "Share a story",
      config: {
        purpose: "marketing",
        subject: "How a small studio doubled its bookings",
        body: 'Hello {{ contact.first_name | default: "there" }},\n\ntwo years ago the studio of Ines Albrecht had an empty calendar. Here is what she changed, step by step.\n\nBest wishes,\nNorthwind Studio',
      },
      at: [320, 320],
      to: { out: "add_note" },
    },
    { key: "add_note", type: "add_note", config: { body: "The welcome series is complete." }, at: [320, 480] },
  ]);
}
