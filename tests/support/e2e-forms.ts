import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { asLongAsPeopleNeed, openScreen } from "./e2e.ts";

/**
 * Makes a form in the builder as a member would: the fields a new form has, and a choice "Budget"; publishes it.
 * @returns the address of its hosted page.
 */
export async function buildForm({ page, name }: { page: Page; name: string }): Promise<string> {
  await openScreen({ page, name: "Forms" });
  await page.getByRole("button", { name: "New form" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New form" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create form" }).click();
  const fields = page.getByRole("region", { name: "Fields" });
  await expect(fields.getByRole("button", { name: /^Email/ })).toBeVisible();
  await expect(fields.getByRole("button", { name: /^First name/ })).toBeVisible();

  await fields.getByRole("button", { name: "Add field" }).click();
  await page.getByRole("menuitem", { name: "Dropdown" }).click();
  const settings = page.getByRole("region", { name: "Settings" });
  await settings.getByLabel("Label").fill("Budget");
  await settings.getByLabel("Text of choice 1").fill("Under 10k");
  await settings.getByLabel("Text of choice 2").fill("Over 10k");
  await settings.getByLabel("Required").check();

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const publish = page.getByRole("dialog", { name: "Publish this form" });
  await publish.getByLabel("Note").fill("First version");
  await publish.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Your form is online.")).toBeVisible();
  await page.getByRole("button", { name: "Share" }).click();
  const address = await page.getByLabel("Address of the public page").inputValue();
  await page.keyboard.press("Escape");
  return address;
}

/**
 * A visitor without a session opens the form, fills it in and sends it.
 * @param answers by label
 * @param send default: one click on the button
 * @returns the page, showing the thanks, and the bodies that were sent
 */
export async function visit({
  browser,
  form,
  answers,
  send = (button) => button.click(),
  javaScriptEnabled = true,
  viewport,
}: {
  browser: Browser;
  form: string;
  answers: { Email: string; "First name": string; Budget: string };
  send?: (button: Locator) => Promise<void>;
  javaScriptEnabled?: boolean;
  viewport?: { width: number; height: number };
}): Promise<{ page: Page; sent: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled, viewport });
  const page = await context.newPage();
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.postData() ?? "");
  });
  await page.goto(form);
  const opened = Date.now();
  await page.getByLabel("Email").fill(answers.Email);
  await page.getByLabel("First name").fill(answers["First name"]);
  await page.getByLabel("Budget").selectOption({ label: answers.Budget });
  await asLongAsPeopleNeed(opened);
  await send(page.getByRole("button", { name: "Send" }));
  await expect(page.getByText("Thank you")).toBeVisible();
  return { page, sent };
}
