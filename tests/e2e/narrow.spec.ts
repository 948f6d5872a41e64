import { test as base, expect, expectNoSidewaysScroll, signIn } from "../support/e2e.ts";
import { findPlaces, type Places, screens } from "../support/e2e-screens.ts";

const test = base.extend<object, { places: Places }>({
  places: [async ({ demo }, use) => use(await findPlaces(demo)), { scope: "worker" }],
});

test.use({ viewport: { width: 390, height: 844 } });

test("no screen is wider than a phone", async ({ page, member, places }) => {
  test.setTimeout(120_000);
  for (const screen of screens) {
    const shown = screen.member ? member : page;
    await shown.goto(screen.path(places));
    await expect(shown.locator("h1").first()).toBeAttached();
    await screen.opens?.(shown);
    await expectNoSidewaysScroll(shown);
  }
});

test("a visitor fills in the hosted form on a phone", async ({ page, places }) => {
  await page.goto(places.hosted);
  const opened = Date.now();
  await page.getByLabel("First name").fill("Pia");
  await page.getByLabel("Work email").fill(`pia.${crypto.randomUUID().slice(0, 8)}@example.test`);
  await page.getByLabel("Yearly budget").selectOption({ label: "Over 10,000" });
  const button = page.getByRole("button", { name: "Request a demo" });
  expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(40);
  await expect.poll(() => Date.now() - opened).toBeGreaterThan(1_700);
  await button.click();
  await expect(page.getByText("Thank you. We will be in touch within a day.")).toBeVisible();
});

test("a member signs in, finds the way and reads a contact, a run and a mail", async ({ page, demo, places }) => {
  await signIn({ page, person: demo });
  const go = async (name: string) => {
    await page
      .getByRole("button", { name: /navigation/i })
      .first()
      .click();
    await page.getByRole("dialog").getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  };
  await go("Contacts");
  await page.goto(`${places.home}/contacts/${places.contact}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("link", { name: /^Runs/ }).last().click();
  await expect(page).toHaveURL(/tab=runs/);

  await go("Runs");
  await page.goto(`${places.home}/runs/${places.run}`);
  const step = page.getByRole("list", { name: "Steps" }).getByRole("button").nth(1);
  await step.click();
  await expect(page.getByRole("region", { name: /^Step:/ })).toBeVisible();

  await go("Mailbox");
  await page.getByRole("region", { name: "Mails" }).getByRole("button").first().click();
  await expect(page.locator("iframe[title='The mail as HTML']")).toBeVisible();
  await page.getByRole("button", { name: "All mails" }).click();
  await expect(page.getByRole("region", { name: "Mails" })).toBeVisible();

  await go("Settings");
  await page.getByRole("textbox", { name: "Reply-to address" }).fill("answers@northwind.example");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText(/saved/i).first()).toBeVisible();
});

test("the canvas says that it cannot be changed on a small screen, and cannot", async ({ member, places }) => {
  await member.goto(`${places.home}/workflows/${places.workflow}`);
  await expect(member.getByText("The drawing cannot be changed on a small screen.")).toBeVisible();
  await expect(member.locator(".react-flow__node").first()).toBeVisible();
  await expect(member.getByRole("button", { name: /^Add a step after/ })).toHaveCount(0);
  const count = await member.locator(".react-flow__node").count();
  await member.locator(".react-flow__node").first().click();
  await expect(member.getByRole("region", { name: /^Settings of/ })).toBeVisible();
  await member.getByRole("button", { name: "Close settings" }).click();
  await member.locator(".react-flow__node").first().focus();
  await member.keyboard.press("Delete");
  await expect(member.locator(".react-flow__node")).toHaveCount(count);
});
