import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import type { Demo } from "./app.ts";
import { e2eData } from "./e2e-data.ts";

/** Someone who can sign in. */
export type Person = { name: string; email: string; password: string };

type Fixtures = { member: Page };
type WorkerFixtures = { demo: Demo; demoState: Awaited<ReturnType<BrowserContext["storageState"]>> };

/**
 * Tests of the installation that Playwright started. `demo` is what its demo.json says; `member` is a page whose visitor is
 * signed in to the demo workspace (once: sign-in counts attempts).
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
    async ({}, use) => {
      await use(JSON.parse(readFileSync(join(e2eData(), "demo.json"), "utf8")) as Demo);
    },
    { scope: "worker" },
  ],
  demoState: [
    async ({ browser, demo }, use) => {
      // Kept beside the data it belongs to: a worker that starts anew after a failure must not sign in again.
      const path = join(e2eData(), "demo-session.json");
      if (!existsSync(path)) {
        const context = await browser.newContext({ baseURL: demo.url });
        await signIn({ page: await context.newPage(), person: demo });
        writeFileSync(path, JSON.stringify(await context.storageState()), { mode: 0o600 });
        await context.close();
      }
      await use(JSON.parse(readFileSync(path, "utf8")));
    },
    { scope: "worker" },
  ],
  member: async ({ browser, demo, demoState, viewport }, use) => {
    const context = await browser.newContext({ baseURL: demo.url, storageState: demoState, viewport });
    await use(await context.newPage());
    await context.close();
  },
});

/** Signs in through the page and waits for the workspace. */
export async function signIn({
  page,
  person,
}: {
  page: Page;
  person: Pick<Person, "email" | "password">;
}): Promise<void> {
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/w\/[^/]+$/);
}

/** Creates an account through the page; lands in the workspace that was made for it. @returns who, and the workspace's path */
export async function signUp({ page, name }: { page: Page; name: string }): Promise<Person & { home: string }> {
  const person = {
    name,
    email: `${name.toLowerCase().replace(/\W+/g, ".")}.${crypto.randomUUID().slice(0, 8)}@example.test`,
    password: "a long enough phrase 7",
  };
  await page.goto("/signup");
  await page.getByRole("textbox", { name: "Name" }).fill(person.name);
  await page.getByRole("textbox", { name: "Email" }).fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/w\/[^/]+$/);
  return { ...person, home: new URL(page.url()).pathname };
}

/** Goes to a screen by its entry in the navigation. */
export async function openScreen({ page, name }: { page: Page; name: string }): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
}

/** A moment long enough after `since` (milliseconds) that a form does not take its visitor for a script. */
export async function asLongAsPeopleNeed(since: number): Promise<void> {
  await expect.poll(() => Date.now() - since, { intervals: [100] }).toBeGreaterThan(1_700);
}

/** The page has nothing to scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`.slice(0, 120));
  });
  expect(wide, `${page.url()} is wider than the window`).toEqual([]);
}

export { expect };
