import { expect, type Locator, type Page } from "@playwright/test";
import { openScreen } from "./e2e.ts";

/** Makes an empty workflow from the list and waits for its canvas. */
export async function newWorkflow({ page, name }: { page: Page; name: string }): Promise<void> {
  await openScreen({ page, name: "Workflows" });
  await page.getByRole("button", { name: "New workflow" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New workflow" });
  await dialog.getByRole("radio", { name: /blank|empty/i }).check();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create workflow" }).click();
  await expect(page.getByRole("heading", { name: "What starts this workflow?" })).toBeVisible();
}

/** The card of a step on the canvas, by its name. */
export function card({ page, name }: { page: Page; name: string }): Locator {
  return page.locator(".react-flow__node").filter({ has: page.getByText(name, { exact: true }) });
}

/** The settings of the step that is chosen. */
export function inspector({ page, name }: { page: Page; name: string }): Locator {
  return page.getByRole("region", { name: `Settings of ${name}` });
}

/** With the keyboard: opens the palette at the step that has the focus, and takes the first match. */
export async function addByKeyboard({
  page,
  search,
  name,
}: {
  page: Page;
  search: string;
  name: string;
}): Promise<void> {
  await page.keyboard.press("Tab");
  await expect(page.getByPlaceholder("Search steps").last()).toBeFocused();
  await page.keyboard.type(search);
  await page.keyboard.press("Enter");
  await expect(card({ page, name })).toBeFocused();
}

/** Everything drawn is stored. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}
