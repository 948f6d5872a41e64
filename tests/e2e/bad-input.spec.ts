import { asLongAsPeopleNeed, expect, test } from "../support/e2e.ts";
import { type Call, graphOf, publishStory, requestGraph, restClient } from "../support/e2e-api.ts";
import { card, expectSaved, inspector } from "../support/e2e-canvas.ts";

test.use({ viewport: { width: 1440, height: 900 } });

let call: Call;
test.beforeAll(({ demo }) => {
  call = restClient(demo);
});

const draftOf = async (draft: unknown): Promise<string> =>
  (await call("POST", "/workflows", { body: { name: "Not ready", draft } })).body.id;
const liveVersion = async (id: string) => (await call("GET", `/workflows/${id}`)).body.live_version;

test("a missing subject stops publishing, is named, and leads into its field", async ({ member: page, demo }) => {
  const id = await draftOf(
    graphOf({
      steps: [
        ["start", "manual", {}],
        ["mail", "send_email", { purpose: "transactional", subject: "", body: "Hello" }],
      ],
      arrows: [["start", "out", "mail"]],
    }),
  );
  await page.goto(`/w/${demo.workspace}/workflows/${id}`);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Not ready to publish" });
  await expect(dialog.getByRole("button", { name: "Publish" })).toHaveCount(0);
  await dialog.getByRole("button", { name: /Write a subject/ }).click();
  const settings = inspector({ page, name: "Send email" });
  const subject = settings.getByRole("textbox", { name: "Subject" });
  await expect(subject).toBeFocused();
  await expect(subject).toHaveAttribute("aria-invalid", "true");
  await expect(subject).toHaveAccessibleDescription(/Write a subject\./);
  expect(await liveVersion(id)).toBe(null);
});

test("a template that does not parse is refused beside its field", async ({ member: page, demo }) => {
  const id = await draftOf(
    graphOf({
      steps: [
        ["start", "manual", {}],
        ["mail", "send_email", { purpose: "transactional", subject: "Hello", body: "Hello" }],
      ],
      arrows: [["start", "out", "mail"]],
    }),
  );
  await page.goto(`/w/${demo.workspace}/workflows/${id}`);
  await card({ page, name: "Send email" }).click();
  const message = inspector({ page, name: "Send email" }).getByRole("textbox", { name: "Message" });
  await message.fill("Hello {{ contact.first_name");
  await message.blur();
  await expect(message).toHaveAttribute("aria-invalid", "true");
  await expectSaved(page);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Not ready to publish" })).toBeVisible();
  expect(await liveVersion(id)).toBe(null);
});

test("a loop that never waits cannot be published", async ({ member: page, demo }) => {
  const id = await draftOf(
    graphOf({
      steps: [
        ["start", "manual", {}],
        ["one", "add_tag", { tag: "round" }],
        ["two", "remove_tag", { tag: "round" }],
      ],
      arrows: [
        ["start", "out", "one"],
        ["one", "out", "two"],
        ["two", "out", "one"],
      ],
    }),
  );
  await page.goto(`/w/${demo.workspace}/workflows/${id}`);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Not ready to publish" })).toContainText("is in a loop without a wait");
  expect(await liveVersion(id)).toBe(null);
});

test("an unknown kind of step is never stored", async () => {
  const { body } = await call("GET", "/workflows?count=exact");
  const steps = requestGraph({ formId: crypto.randomUUID() });
  const refused = await call("POST", "/workflows", {
    body: { name: "No", draft: { ...steps, nodes: [{ ...steps.nodes[0], type: "teleport" }] } },
  });
  expect(refused.status).toBe(422);
  expect((await call("GET", "/workflows?count=exact")).body.count).toBe(body.count);
});

test("a form with a nameless field cannot be published, and says which", async ({ member: page, demo }) => {
  const form = await call("POST", "/forms", { body: { name: "Half a form" } });
  await page.goto(`/w/${demo.workspace}/forms/${form.body.id}`);
  const label = page.getByRole("region", { name: "Settings" }).getByLabel("Label");
  await label.fill("");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Not ready to publish" });
  await expect(dialog).toBeVisible();
  await dialog.getByRole("listitem").getByRole("button").first().click();
  await expect(label).toHaveAttribute("aria-invalid", "true");
  expect((await call("GET", `/forms/${form.body.id}`)).body.status).toBe("draft");
});

test("the page of a form that is not online says so", async ({ page }) => {
  const form = await call("POST", "/forms", { body: { name: "Hidden form" } });
  const response = await page.goto(form.body.url);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading")).toBeVisible();
  await expect(page.getByRole("textbox")).toHaveCount(0);
  await call("POST", `/forms/${form.body.id}/publish`, { body: {} });
  await call("POST", `/forms/${form.body.id}/unpublish`, { body: {} });
  const closed = await page.goto(form.body.url);
  expect(closed?.status()).toBe(410);
  await expect(page.getByRole("heading", { name: "This form is closed" })).toBeVisible();
});

test("what is sent too fast or wrong is shown again with what was typed, and not kept", async ({ page }) => {
  const { formId, formUrl } = await publishStory({ call });
  await page.goto(formUrl);
  const opened = Date.now();
  const address = `noor.${crypto.randomUUID().slice(0, 8)}@example.test`;
  await page.getByLabel("Email").fill(address);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("That was very quick.")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(address);
  const count = async () => (await call("GET", `/submissions?form=${formId}&count=exact`)).body.count;
  expect(await count()).toBe(0);
  await page.getByLabel("Email").fill("noor@nowhere");
  await asLongAsPeopleNeed(opened);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Email")).toBeFocused();
  expect(await count()).toBe(0);
});

test("a contact with a wrong address is refused in its dialog", async ({ member: page, demo }) => {
  await page.goto(`/w/${demo.workspace}/contacts`);
  const count = async () => (await call("GET", "/contacts?count=exact")).body.count;
  await page.getByRole("button", { name: "New contact" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill("nobody at all");
  await dialog.getByLabel("Phone").fill("12");
  const before = await count();
  await dialog.getByRole("button", { name: /Create|Add|Save/ }).click();
  await expect(dialog.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByLabel("Email")).toBeFocused();
  expect(await count()).toBe(before);
});
