import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/e2e.ts";
import { addByKeyboard, card, expectSaved } from "../support/e2e-canvas.ts";

test.use({ viewport: { width: 1440, height: 900 } });

/** Presses Tab (or Shift+Tab) until the element has the focus. */
async function tabTo({ page, to, back = false }: { page: Page; to: Locator; back?: boolean }): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await to.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
  }
  await expect(to, "reached with the Tab key").toBeFocused();
}

test("a workflow of two steps is built and published with the keyboard alone", async ({ member: page, demo }) => {
  await page.goto(`/w/${demo.workspace}`);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.type("new workflow");
  await page.keyboard.press("Enter");

  const dialog = page.getByRole("dialog", { name: "New workflow" });
  await tabTo({ page, to: dialog.getByRole("radio", { checked: true }) });
  for (let presses = 0; !(await dialog.getByRole("radio", { name: /^Blank/ }).isChecked()) && presses < 9; presses += 1)
    await page.keyboard.press("ArrowDown");
  await tabTo({ page, to: dialog.getByLabel("Name") });
  const name = `By keyboard ${crypto.randomUUID().slice(0, 8)}`;
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");

  const trigger = page.getByRole("button", { name: /^Added by hand/ });
  await expect(trigger).toBeVisible();
  await tabTo({ page, to: trigger });
  await page.keyboard.press("Enter");
  await expect(card({ page, name: "Added by hand" })).toBeVisible();
  await tabTo({ page, to: card({ page, name: "Added by hand" }) });
  await addByKeyboard({ page, search: "note", name: "Add note" });
  await page.keyboard.press("e");
  await expect(page.getByRole("textbox", { name: "Note", exact: true })).toBeFocused();
  await page.keyboard.type("Looked after by hand.");
  await page.keyboard.press("Control+s");
  await expectSaved(page);

  await tabTo({ page, to: page.getByRole("button", { name: "Publish", exact: true }), back: true });
  await page.keyboard.press("Enter");
  const publish = page.getByRole("dialog", { name: `Publish "${name}"` });
  await tabTo({ page, to: publish.getByLabel("Note") });
  await page.keyboard.type("All by keyboard");
  await tabTo({ page, to: publish.getByRole("button", { name: "Publish" }) });
  await page.keyboard.press("Enter");
  await expect(page.getByText("Version 1 is live")).toBeVisible();
});

test("the canvas is walked, changed, undone and redone with keys", async ({ member: page, demo }) => {
  await page.goto(`/w/${demo.workspace}/workflows`);
  await page.getByRole("link", { name: "Demo request follow-up" }).click();
  const steps = page.locator(".react-flow__node");
  await expect(steps).toHaveCount(6);
  await card({ page, name: "Form submitted" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const chosen = page.locator(".react-flow__node:focus");
  await expect(chosen).toContainText("Offer a call");
  await page.keyboard.press("ArrowDown");
  await expect(chosen).toContainText("Add tag");
  await page.keyboard.press("Delete");
  await expect(steps).toHaveCount(5);
  await page.keyboard.press("Control+z");
  await expect(steps).toHaveCount(6);
  await page.keyboard.press("Control+Shift+z");
  await expect(steps).toHaveCount(5);
  await page.keyboard.press("Control+z");
  await expect(steps).toHaveCount(6);
  await page.keyboard.press("Control+s");
  await expectSaved(page);
  await page.reload();
  await expect(steps, "what was undone is not what was stored").toHaveCount(6);
});

test("the command menu goes to any screen, and Esc closes it", async ({ member: page, demo }) => {
  await page.goto(`/w/${demo.workspace}`);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const name of ["Contacts", "Runs", "Mailbox"]) {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(name.toLowerCase());
    await expect(page.getByRole("option", { selected: true })).toContainText(name);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  }
});

test("whatever has the focus shows it", async ({ member: page, demo }) => {
  for (const path of ["", "/contacts", "/settings"]) {
    await page.goto(`/w/${demo.workspace}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press("Tab");
      const hidden = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const shown = (each: Element | null): boolean => {
          if (!each) return false;
          // A row's link draws its outline around the whole row.
          return [null, "::after"].some((part) => {
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each, part);
            return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
          });
        };
        return shown(element) || shown(element.parentElement) ? null : element.outerHTML.slice(0, 160);
      });
      expect(hidden).toBe(null);
    }
  }
});

test("Esc closes a dialog and gives the focus back to what opened it", async ({ member: page, demo }) => {
  await page.goto(`/w/${demo.workspace}/forms`);
  const opener = page.getByRole("button", { name: "New form" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "New form" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("the focus goes to the first field that is not right", async ({ member: page, demo }) => {
  await page.goto(`/w/${demo.workspace}/settings`);
  const sender = page.getByRole("textbox", { name: "Sender address" });
  await sender.fill("not an address");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(sender).toBeFocused();
  await expect(sender).toHaveAttribute("aria-invalid", "true");
});
