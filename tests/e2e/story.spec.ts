import type { Page } from "@playwright/test";
import { expect, openScreen, signUp, test } from "../support/e2e.ts";
import { addByKeyboard, card, expectSaved, inspector, newWorkflow } from "../support/e2e-canvas.ts";
import { buildForm, visit } from "../support/e2e-forms.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

let page: Page;
let form: string;
let run: string;
const ada = `ada.${crypto.randomUUID().slice(0, 8)}@example.test`;
const ben = `ben.${crypto.randomUUID().slice(0, 8)}@example.test`;

test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
});

test.afterAll(async () => {
  await page.context().close();
});

test("someone signs up and stands in a workspace of their own", async () => {
  await signUp({ page, name: "Mira Okafor" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("makes a form and publishes it", async () => {
  form = await buildForm({ page, name: "Project request" });
  expect(form).toMatch(/\/f\/[\w-]{10}$/);
});

test("says who emails come from", async () => {
  await openScreen({ page, name: "Settings" });
  await page.getByLabel("Sender name").fill("Okafor Studio");
  await page.getByLabel("Sender address").fill("hello@okafor.example");
  await page.getByLabel("Postal address").fill("1 Example Street, 10115 Berlin");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText(/saved/i).first()).toBeVisible();
});

test("draws a workflow with mouse and keyboard and publishes it with a note", async () => {
  await newWorkflow({ page, name: "Answer requests" });
  await page.getByRole("button", { name: /^Form submitted/ }).click();
  await inspector({ page, name: "Form submitted" }).getByLabel("Form", { exact: true }).selectOption("Project request");

  await card({ page, name: "Form submitted" }).click();
  await addByKeyboard({ page, search: "wait", name: "Wait" });
  const wait = inspector({ page, name: "Wait" });
  await wait.getByLabel("How long").fill("1");
  await wait.getByLabel("Unit").selectOption("minutes");

  await card({ page, name: "Wait" }).focus();
  await addByKeyboard({ page, search: "if", name: "If / else" });
  const question = inspector({ page, name: "If / else" });
  await question.getByRole("button", { name: "Add condition" }).click();
  await question.getByRole("button", { name: "Choose a field" }).click();
  await page.getByPlaceholder("Search fields").fill("budget");
  await page.getByRole("option", { name: /^Budget/ }).click();
  await question.getByLabel("How to compare").selectOption("is");
  await question.getByLabel("Value", { exact: true }).selectOption("over_10k");

  await page.getByRole("button", { name: "Add a step after If / else, Yes" }).click();
  await page
    .getByRole("dialog", { name: "Add a step" })
    .getByRole("option", { name: /^Send email/ })
    .click();
  const mail = inspector({ page, name: "Send email" });
  await mail.getByLabel("Purpose").selectOption({ label: "Transactional" });
  await mail
    .getByRole("textbox", { name: "Subject" })
    .fill('When can we talk, {{ contact.first_name | default: "there" }}?');
  await mail
    .getByRole("textbox", { name: "Message" })
    .fill('Hello {{ contact.first_name | default: "there" }},\n\n**two times** that suit you are enough.');

  const palette = page.getByRole("complementary", { name: "Steps" });
  await palette
    .getByRole("option", { name: "Add tag", exact: true })
    .dragTo(page.getByRole("button", { name: "Add a step after If / else, No" }));
  await inspector({ page, name: "Add tag" }).getByLabel("Tag", { exact: true }).fill("nurture");
  await expect(card({ page, name: "Add tag" })).toContainText("nurture");
  await expectSaved(page);
  await expect(page.getByRole("region", { name: "Problems" })).toContainText("No problems");

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const publish = page.getByRole("dialog", { name: 'Publish "Answer requests"' });
  await publish.getByLabel("Note").fill("First version");
  await publish.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 1 is live")).toBeVisible();
});

test("what is drawn survives a reload", async () => {
  await page.reload();
  for (const name of ["Form submitted", "Wait", "If / else", "Send email", "Add tag"])
    await expect(card({ page, name })).toBeVisible();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Versions" }).click();
  await expect(page.getByRole("dialog")).toContainText("First version");
  await page.keyboard.press("Escape");
});

test("a visitor without a session sends the form, and sending it again changes nothing", async ({ browser }) => {
  const visitor = await visit({
    browser,
    form,
    answers: { Email: ada, "First name": "Ada", Budget: "Over 10k" },
    send: (button) => button.dblclick(),
  });
  const sent = visitor.sent.at(-1)!;
  // A connection that broke: the browser sends the very same form once more.
  const again = await visitor.page.request.post(form, {
    data: sent,
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  expect(again.status()).toBe(200);
  await visitor.page.context().close();
});

test("a second visitor, without JavaScript, answers otherwise", async ({ browser }) => {
  const visitor = await visit({
    browser,
    form,
    javaScriptEnabled: false,
    answers: { Email: ben, "First name": "Ben", Budget: "Under 10k" },
  });
  await visitor.page.context().close();
  await openScreen({ page, name: "Forms" });
  await expect(page.getByRole("row", { name: /Project request/ })).toContainText("2");
});

test("the contact is there with what happened", async () => {
  await openScreen({ page, name: "Contacts" });
  await page
    .getByRole("row", { name: new RegExp(ada) })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Ada" })).toBeVisible();
  await expect(page.getByText(/Project request/).first()).toBeVisible();
});

test("the run waits, and its canvas shows where", async () => {
  await openScreen({ page, name: "Runs" });
  await page.getByRole("row", { name: /Ada/ }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
  run = page.url();
  await expect(page.getByText("Waiting").first()).toBeVisible();
  await expect(card({ page, name: "Wait" })).toContainText(/waiting/i);
});

test("after the minute it goes on by itself, and the page shows it without a reload", async () => {
  test.setTimeout(150_000);
  await expect(page.getByText("Completed").first()).toBeVisible({ timeout: 120_000 });
  await expect(card({ page, name: "Send email" })).toContainText(/done|sent|completed/i);
  await expect(card({ page, name: "Add tag" })).not.toContainText(/done|completed/i);
  const steps = page.getByRole("list", { name: "Steps" });
  for (const name of ["Wait", "If / else", "Send email"]) await expect(steps).toContainText(name);
});

test("the mail is in the mailbox, as HTML and as text", async () => {
  await openScreen({ page, name: "Mailbox" });
  const mails = page.getByRole("region", { name: "Mails" });
  await expect(mails.getByRole("listitem")).toHaveCount(1);
  await mails.getByRole("button", { name: new RegExp(ada) }).click();
  const mail = page.getByRole("region", { name: "Open mail" });
  await expect(mail.getByRole("heading", { name: "When can we talk, Ada?" })).toBeVisible();
  const html = mail.frameLocator("iframe[title='The mail as HTML']");
  await expect(html.getByText("Hello Ada,")).toBeVisible();
  await expect(html.locator("strong")).toHaveText("two times");
  await mail.getByRole("radio", { name: "Text" }).click();
  await expect(mail.locator("pre")).toContainText("Hello Ada,");
  await mail.getByRole("radio", { name: "Headers" }).click();
  await expect(mail).toContainText("hello@okafor.example");
});

test("who answered otherwise got the tag and no mail", async () => {
  await openScreen({ page, name: "Contacts" });
  await page
    .getByRole("row", { name: new RegExp(ben) })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Ben" })).toBeVisible();
  await expect(page.getByText("nurture").first()).toBeVisible();
});

test("one submission made one run", async () => {
  await openScreen({ page, name: "Runs" });
  await expect(page.getByRole("row", { name: /Ada/ })).toHaveCount(1);
  await expect(page.getByRole("row", { name: /Ben/ })).toHaveCount(1);
  await page.goto(run);
  await expect(page.getByText("Completed").first()).toBeVisible();
});
