import { NextRequest } from "next/server";
import { beforeAll, expect, test } from "vitest";
import { createDatabase } from "../../support/database.ts";

type Proxy = typeof import("@/proxy");
let proxy: Proxy["proxy"];
let config: Proxy["config"];

beforeAll(async () => {
  const database = await createDatabase();
  Object.assign(process.env, database.env, { NODE_ENV: "production" });
  ({ proxy, config } = await import("@/proxy"));
  return () => database.drop();
});

const page = (path: string) => proxy(new NextRequest(`http://127.0.0.1:3000${path}`));

test("each page gets a policy with a nonce of its own, which its scripts can read", async () => {
  const [one, two] = [await page("/login"), await page("/login")];
  const nonce = (response: Response) =>
    /script-src 'self' 'nonce-([A-Za-z0-9+/=]{24})' 'strict-dynamic';/.exec(
      response.headers.get("content-security-policy") ?? "",
    )?.[1];
  expect(nonce(one)).toBeDefined();
  expect(nonce(one)).not.toBe(nonce(two));
  expect(one.headers.get("x-middleware-request-x-nonce")).toBe(nonce(one));
  expect(one.headers.get("x-middleware-request-content-security-policy")).toBe(
    one.headers.get("content-security-policy"),
  );
});

test("pages cannot be framed, sniffed, or run scripts that were typed into them", async () => {
  const { headers } = await page("/w/x");
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("object-src 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("permissions-policy")).toContain("camera=()");
});

test("visitors' pages, the API and files keep their own headers", () => {
  const pattern = new RegExp(`^${config.matcher[0]}$`);
  for (const path of ["/", "/login", "/w/acme/contacts", "/auth/confirm", "/w/acme/contacts/x.png", "/w/x.css"])
    expect(path).toMatch(pattern);
  for (const path of [
    "/api/v1/contacts",
    "/f/AbCdEfGhJk",
    "/u/token",
    "/t/e",
    "/r/token",
    "/_next/static/x.js",
    "/icon.svg",
  ])
    expect(path).not.toMatch(pattern);
});
