import { z } from "zod";
import { contract, instant } from "@/lib/api/contract";
import { runSummary } from "@/lib/api/contracts/runs";

/** How many since midnight in the workspace's zone, and how many on the day before. */
const tally = z.object({ today: z.number(), yesterday: z.number() });

const homeAnswer = z.object({
  /** When today began in the workspace's zone. */
  since: instant,
  numbers: z.object({
    /** Contacts that came to be, by form, by hand or over the API. */
    new_contacts: tally,
    /** Forms sent in by visitors. */
    submissions: tally,
    /** Runs begun; test runs do not count. */
    runs_started: tally,
    /** Those of the runs begun that ended because a step failed. */
    runs_failed: tally,
    /** Emails handed over to the email provider. */
    emails_sent: tally,
  }),
  /** The newest contacts with the status lead. */
  latest_leads: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      source: z.string().nullable(),
      created_at: instant,
    }),
  ),
  /** Runs under way, newest first. */
  running: z.array(runSummary),
  /** Runs of the last 30 days that failed and were not tried again, newest first. */
  attention: z.array(runSummary),
  /** The first things a workspace needs, and whether each is done. */
  setup: z.object({
    form_made: z.boolean(),
    form_published: z.boolean(),
    workflow_drawn: z.boolean(),
    workflow_published: z.boolean(),
    first_run: z.boolean(),
    sender_set: z.boolean(),
  }),
});
export type HomeAnswer = z.output<typeof homeAnswer>;

export const home = {
  get: contract({
    method: "GET",
    path: "/home",
    tag: "Home",
    summary: "Read today's numbers, the latest leads, what is running and what needs attention",
    role: "viewer",
    scope: "workspaces:read",
    response: homeAnswer,
  }),
};
