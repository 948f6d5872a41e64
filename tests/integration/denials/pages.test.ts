import { readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { sessionCookie } from "../../support/session.ts";
import { makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

/** What Next would hand the page from the request; proxy.ts has no part in it. */
const request = vi.hoisted(() => ({ cookie: "", path: "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(request.path ? { "x-path": request.path } : {}),
  cookies: async () => {
    const all = request.cookie
      ? [{ name: request.cookie.split("=")[0]!, value: request.cookie.slice(request.cookie.indexOf("=") + 1) }]
      : [];
    return { getAll: () => all, get: (name: string) => all.find((each) => each.name === name), set: () => {} };
  },
}));

const root = resolve(import.meta.dirname, "../../../app/w");
const pages = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name === "page.tsx")
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .sort();

let database: TestDatabase;
let home: TestWorkspace;
let other: TestWorkspace;

beforeAll(async () => {
  database = await createDatabase();
  Object.assign(process.env, database.env);
  home = await makeWorkspace();
  other = await makeWorkspace();
});

afterAll(() => database.drop());

/** Draws the page or layout as far as its own function goes; answers what it threw, as Next marks it. */
async function open(file: string): Promise<string> {
  const { default: Page } = (await import(join(root, file))) as { default: (props: object) => Promise<unknown> };
  const id = "00000000-0000-4000-8000-000000000000";
  const params = Promise.resolve({
    workspace: home.slug,
    id,
    form: id,
    run: id,
    workflow: id,
    contact: id,
    message: id,
    number: "1",
  });
  try {
    await Page({ params, searchParams: Promise.resolve({}), children: null });
    return "drawn";
  } catch (error) {
    return (error as { digest?: string }).digest ?? `threw ${String(error)}`;
  }
}

test("there are pages to check", () => {
  expect(pages.length).toBeGreaterThan(5);
});

test.each([...pages, "[workspace]/layout.tsx"])(
  "%s sends whoever is not signed in to the sign-in page",
  async (file) => {
    Object.assign(request, { cookie: "", path: "" });
    expect(await open(file)).toMatch(/^NEXT_REDIRECT;replace;\/login;/);
    Object.assign(request, { path: `/w/${home.slug}/contacts?search=ada` });
    expect(await open(file)).toMatch(
      new RegExp(`^NEXT_REDIRECT;replace;/login\\?next=%2Fw%2F${home.slug}%2Fcontacts%3Fsearch%3Dada;`),
    );
  },
);

test.each([...pages.filter((file) => file.startsWith("[workspace]")), "[workspace]/layout.tsx"])(
  "%s does not exist for members of another workspace",
  async (file) => {
    Object.assign(request, { cookie: sessionCookie({ userId: other.userId }), path: "" });
    expect(await open(file)).toBe("NEXT_HTTP_ERROR_FALLBACK;404");
  },
);

test("a signed-in person is sent on to the first workspace", async () => {
  Object.assign(request, { cookie: sessionCookie({ userId: home.userId }), path: "" });
  expect(await open("page.tsx")).toMatch(new RegExp(`^NEXT_REDIRECT;replace;/w/${home.slug};`));
});
