import { setTimeout as sleep } from "node:timers/promises";
import { expect, type Page } from "@playwright/test";
import type { Demo } from "./app.ts";
import { graphOf, restClient } from "./e2e-api.ts";
import { askApproval } from "./e2e-approval.ts";

/** Ids and addresses of things that exist in the demo workspace. */
export type Places = {
  home: string;
  form: string;
  contact: string;
  workflow: string;
  run: string;
  segment: string;
  mail: string;
  hosted: string;
  unsubscribe: string;
  approval: string;
};

export type Screen = {
  name: string;
  path: (places: Places) => string;
  member?: boolean;
  canvas?: boolean;
  /** Opens the box or panel that is meant, once the page is there. */
  opens?: (page: Page) => Promise<void>;
};

const member = (name: string, path: (places: Places) => string, more: Partial<Screen> = {}): Screen => ({
  name,
  path: (places) => `${places.home}${path(places)}`,
  member: true,
  ...more,
});

/** Every screen there is, with the demo workspace's data. */
export const screens: Screen[] = [
  { name: "landing", path: () => "/" },
  { name: "sign in", path: () => "/login" },
  { name: "sign in refused", path: () => "/login?error=credentials" },
  { name: "sign up", path: () => "/signup" },
  { name: "reset", path: () => "/reset" },
  { name: "check mail", path: () => "/check-mail?for=reset" },
  { name: "nothing here", path: () => "/there-is-nothing-here" },
  { name: "docs", path: () => "/docs" },
  { name: "node list", path: () => "/docs/nodes" },
  { name: "node reference", path: () => "/docs/nodes/send_email" },
  { name: "node reference of a request", path: () => "/docs/nodes/http_request" },
  { name: "api reference", path: () => "/docs/api" },
  { name: "hosted form", path: ({ hosted }) => hosted },
  { name: "hosted form sent", path: ({ hosted }) => `${hosted}/done` },
  { name: "unsubscribe", path: ({ unsubscribe }) => unsubscribe },
  { name: "approval link", path: ({ approval }) => approval },
  { name: "approval link that does not work", path: () => "/a/cut-off" },
  member("home", () => ""),
  member("forms", () => "/forms"),
  member("form builder", ({ form }) => `/forms/${form}`),
  member("submissions", ({ form }) => `/forms/${form}?tab=submissions`),
  member("form settings", ({ form }) => `/forms/${form}?tab=settings`),
  member("contacts", () => "/contacts"),
  member("contacts filtered to none", () => "/contacts?search=nobody-has-this-name"),
  member("contact", ({ contact }) => `/contacts/${contact}`),
  member("contact runs", ({ contact }) => `/contacts/${contact}?tab=runs`),
  member("contact messages", ({ contact }) => `/contacts/${contact}?tab=messages`),
  member("contact consent", ({ contact }) => `/contacts/${contact}?tab=consent`),
  member("contact tasks", ({ contact }) => `/contacts/${contact}?tab=tasks`),
  member("segments", () => "/segments"),
  member("segment", ({ segment }) => `/segments/${segment}`),
  member("tasks", () => "/tasks"),
  member("tasks done", () => "/tasks?show=done&whose=all"),
  member("workflows", () => "/workflows"),
  member("canvas", ({ workflow }) => `/workflows/${workflow}`, { canvas: true }),
  member("share", ({ workflow }) => `/workflows/${workflow}`, {
    canvas: true,
    opens: async (page) => {
      await page.getByRole("button", { name: "More", exact: true }).click();
      await page.getByRole("menuitem", { name: "Share" }).click();
      await expect(page.getByRole("dialog").getByRole("list", { name: "People of this workflow" })).toBeVisible();
    },
  }),
  member("entry log", ({ workflow }) => `/workflows/${workflow}/entries`),
  member("experiments", ({ workflow }) => `/workflows/${workflow}/experiments`),
  member("workflow settings", ({ workflow }) => `/workflows/${workflow}/settings`),
  member("runs", () => "/runs"),
  member("bulk actions", () => "/runs", {
    opens: async (page) => {
      await page.getByRole("button", { name: "Bulk actions" }).click();
      await expect(
        page
          .getByRole("dialog")
          .getByText(/^(No bulk actions yet|.*·.*)$/)
          .first(),
      ).toBeVisible();
    },
  }),
  member("run", ({ run }) => `/runs/${run}`, { canvas: true }),
  member("mailbox", () => "/messages"),
  member("mail", ({ mail }) => `/messages?mail=${mail}`),
  member("messages", () => "/messages?tab=all"),
  member("phone", () => "/messages?tab=phone"),
  member("calls", () => "/messages?tab=calls"),
  member("settings", () => "/settings"),
  member("rules of sending", () => "/settings/sending"),
  member("connections", () => "/settings/connections"),
  member("secrets", () => "/settings/secrets"),
  member("ai limits", () => "/settings/ai"),
  member("api keys", () => "/settings/api-keys"),
  member("contact that does not exist", () => `/contacts/${crypto.randomUUID()}`),
];

/** The lists, as a workspace in which nothing has happened shows them. */
export const emptyScreens = [
  "",
  "/forms",
  "/contacts",
  "/workflows",
  "/runs",
  "/messages",
  "/messages?tab=all",
  "/messages?tab=phone",
  "/messages?tab=calls",
  "/segments",
  "/tasks",
  "/settings/connections",
  "/settings/secrets",
  "/settings/api-keys",
];

/** Finds one of everything in the demo workspace; sends a marketing email, so that there is a page to unsubscribe on. */
export async function findPlaces(demo: Demo): Promise<Places> {
  const call = restClient(demo);
  const first = async (path: string) => (await call("GET", path)).body.data[0];
  const workflow = (await call("GET", "/workflows?search=Demo")).body.data[0];
  const run = await first(`/runs?status=completed&workflow=${workflow.id}`);
  const mail = await first("/mailbox");
  return {
    home: `/w/${demo.workspace}`,
    form: (await first("/forms?search=Request")).id,
    contact: run.contact.id,
    workflow: workflow.id,
    run: run.id,
    segment: (await first("/segments")).id,
    mail: mail.id,
    hosted: new URL(demo.formUrl).pathname,
    unsubscribe: await sendNews(demo),
    approval: await askApproval(demo),
  };
}

/** Once per installation: a reader who agreed gets a marketing email. @returns the path of its unsubscribe link */
async function sendNews(demo: Demo): Promise<string> {
  const call = restClient(demo);
  const must = async (path: string, body: unknown) => {
    const answer = await call("POST", path, { body });
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const email = "robin.reader@example.test";
  if ((await call("GET", `/contacts?search=${email}`)).body.data.length === 0) {
    const contact = await must("/contacts", { email, first_name: "Robin", last_name: "Reader" });
    const source = "Trade fair";
    await must(`/contacts/${contact.id}/consents`, { channel: "email", status: "granted", source });
    const draft = graphOf({
      steps: [
        ["start", "manual", {}],
        ["mail", "send_email", { purpose: "marketing", subject: "News from the studio", body: "Hello." }],
      ],
      arrows: [["start", "out", "mail"]],
    });
    const workflow = await must("/workflows", { name: "Monthly news", draft });
    await must(`/workflows/${workflow.id}/publish`, {});
    await must(`/workflows/${workflow.id}/execute`, { contact_id: contact.id });
  }
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(200)) {
    const mails = (await call("GET", "/mailbox?limit=200")).body.data as { id: string; to: string }[];
    const mail = mails.find(({ to }) => to.includes(email));
    if (!mail) continue;
    const { headers } = (await call("GET", `/mailbox/${mail.id}`)).body;
    const link = /<(https?:[^>]+\/u\/[^>]+)>/.exec(headers["List-Unsubscribe"] ?? headers["list-unsubscribe"] ?? "");
    if (link) return new URL(link[1]!).pathname;
    throw new Error(`The mail has no unsubscribe link: ${JSON.stringify(headers)}`);
  }
  throw new Error("The marketing email was not sent.");
}
