import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { type App, removeData, startApp } from "../support/app.ts";
import { type Call, publishStory, restClient } from "../support/e2e-api.ts";
import { visit } from "../support/e2e-forms.ts";

test.describe.configure({ mode: "serial", timeout: 150_000 });

const data = "leadloom-kill";
const env = { LEADLOOM_CLOCK: "test" };
const email = "grace@example.test";
let app: App;
let call: Call;
let workflowId: string;

test.beforeAll(async () => {
  app = await startApp({ data, fresh: true, env });
  call = restClient(app.demo);
});

test.afterAll(async () => {
  await app.stop();
  await removeData(app.data);
});

const runs = async () => (await call("GET", `/runs?workflow=${workflowId}`)).body.data;

test("the app is killed while a run waits, and the run goes on after the next start", async ({ browser }) => {
  const made = await publishStory({ call, unit: "hours" });
  workflowId = made.workflowId;
  const visitor = await visit({
    browser,
    form: made.formUrl,
    answers: { Email: email, "First name": "Grace", Budget: "Over 10k" },
  });
  await visitor.page.context().close();
  await expect.poll(async () => (await runs())[0]?.status).toBe("waiting");

  await app.kill();
  await expect(fetch(`${app.url}/api/health`)).rejects.toThrow();
  app = await startApp({ data, env, port: Number(new URL(app.url).port) });
  call = restClient(app.demo);
  expect(await runs()).toMatchObject([{ status: "waiting", current_nodes: ["Wait"] }]);

  const sql = postgres(app.adminUrl, { max: 1 });
  await sql`update private.clock set shift = shift + interval '61 minutes'`;
  await sql.end();
  await expect.poll(async () => (await runs())[0]?.status, { timeout: 30_000 }).toBe("completed");
});

test("exactly one mail was sent, and every step ran once", async () => {
  const [run, ...others] = await runs();
  expect(others).toEqual([]);
  const steps = (await call("GET", `/runs/${run.id}/steps`)).body.data;
  expect(steps.map(({ key, status, visit }: Record<string, unknown>) => [key, status, visit])).toEqual([
    ["start", "done", 1],
    ["pause", "done", 1],
    ["large", "done", 1],
    ["mail", "done", 1],
  ]);
  const mails = (await call("GET", "/mailbox")).body.data.filter(({ to }: { to: string }) => to === email);
  expect(mails).toHaveLength(1);
  const { body: mail } = await call("GET", `/mailbox/${mails[0].id}`);
  expect(mail.text).toContain("Hello Grace, we call you.");
});
