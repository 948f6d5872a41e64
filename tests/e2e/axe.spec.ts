import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { test as base, expect, signUp } from "../support/e2e.ts";
import { emptyScreens, findPlaces, type Places, type Screen, screens } from "../support/e2e-screens.ts";

const test = base.extend<object, { places: Places }>({
  places: [async ({ demo }, use) => use(await findPlaces(demo)), { scope: "worker" }],
});

test.describe.configure({ mode: "parallel" });

const looks = [
  { theme: "light", width: 1440, height: 900 },
  { theme: "dark", width: 1440, height: 900 },
  { theme: "dark", width: 390, height: 844 },
  { theme: "light", width: 390, height: 844 },
] as const;

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Runs axe over the page in both themes, wide and narrow, and keeps a picture of each. */
async function expectAccessible({ page, name, opens }: Pick<Screen, "name" | "opens"> & { page: Page }): Promise<void> {
  const found: string[] = [];
  for (const { theme, width, height } of looks) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    if (page.viewportSize()?.width !== width) {
      await page.setViewportSize({ width, height });
      // A drawing is fitted to the window it is opened in.
      if (opens || (await page.locator(".react-flow__node").count())) {
        await page.reload({ waitUntil: "networkidle" });
        await opens?.(page);
      }
    }
    await settle(page);
    await page.screenshot({ path: `test-results/screens/${name.replaceAll(" ", "-")}-${width}-${theme}.png` });
    const { violations } = await new AxeBuilder({ page })
      .withTags(tags)
      // A mail is a document of its own, in a frame that runs no scripts, axe's neither.
      .exclude("iframe[sandbox]")
      .setLegacyMode(true)
      .analyze();
    for (const { id, help, nodes } of violations)
      for (const node of nodes)
        found.push(
          `${theme} ${width}: ${id} (${help}) ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1]?.trim()}`,
        );
  }
  expect(found).toEqual([]);
}

/** What is being read has arrived, and nothing moves any more. */
async function settle(page: Page): Promise<void> {
  await expect(page.locator("[aria-busy=true], [data-slot=skeleton]")).toHaveCount(0);
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  );
}

for (const screen of screens) {
  test(`axe finds nothing on: ${screen.name}`, async ({ page, member, places }) => {
    const shown = screen.member ? member : page;
    await shown.goto(screen.path(places));
    await shown.waitForLoadState("networkidle");
    if (screen.canvas) await expect(shown.locator(".react-flow__node").first()).toBeVisible();
    await screen.opens?.(shown);
    await expectAccessible({ page: shown, name: screen.name, opens: screen.opens });
  });
}

test("axe finds nothing on the lists of an empty workspace", async ({ page }) => {
  test.setTimeout(150_000);
  const { home } = await signUp({ page, name: "Nora Empty" });
  for (const path of emptyScreens) {
    await page.goto(`${home}${path}`);
    await page.waitForLoadState("networkidle");
    await expectAccessible({ page, name: `empty ${path.replace(/\W+/g, " ").trim() || "home"}` });
  }
});
