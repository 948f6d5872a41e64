import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingSettings, readMode, settings, withoutServices } from "../../scripts/settings.ts";
import { inProject } from "../../scripts/support/paths.ts";

const names = settings.map(({ name }) => name);

test("every setting lib/env.ts reads is in the list of settings", () => {
  const text = readFileSync(inProject("lib/env.ts"), "utf8");
  const read = [...text.matchAll(/(?:vars\.|(?:need|count)\(")([A-Z][A-Z0-9_]+)/g)].map(([, name]) => name);
  expect(read.length).toBeGreaterThan(10);
  expect(read.filter((name) => name !== "NODE_ENV" && !names.includes(name!))).toEqual([]);
});

test(".env.example names every setting an operator may give, and no other", () => {
  const text = readFileSync(inProject(".env.example"), "utf8");
  const named = [...text.matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
  const given = settings.filter(({ need }) => need !== "embedded").map(({ name }) => name);
  expect(named.sort()).toEqual(given.sort());
});

test.each([
  [{}, "embedded"],
  [{ SUPABASE_URL: "https://x.example" }, "hosted"],
  [{ DATABASE_URL: "postgres://x" }, "hosted"],
  [{ INNGEST_EVENT_KEY: "x" }, "hosted"],
  [{ SUPABASE_URL: "https://x.example", LEADLOOM_MODE: "embedded" }, "embedded"],
])("the environment %j means %s mode", (environment, mode) => {
  expect(readMode(environment as unknown as NodeJS.ProcessEnv)).toBe(mode);
});

test("a misspelt mode is refused, not guessed", () => {
  expect(() => readMode({ LEADLOOM_MODE: "host" } as unknown as NodeJS.ProcessEnv)).toThrow(/embedded or hosted/);
});

test("hosted mode names every setting it lacks", () => {
  const missing = missingSettings({ DATABASE_URL: "x", SUPABASE_URL: "x" } as unknown as NodeJS.ProcessEnv);
  expect(missing).toEqual(
    settings
      .filter(({ name, need }) => need === "hosted" && !/^(DATABASE|SUPABASE)_URL$/.test(name))
      .map(({ name }) => name),
  );
});

test("an embedded app sees nothing of outside services, and never the administrator's login", () => {
  const given = { PATH: "/bin", TRUSTED_PROXY_HOPS: "1", DATABASE_ADMIN_URL: "x", SUPABASE_URL: "x", INNGEST_DEV: "1" };
  expect(withoutServices(given as unknown as NodeJS.ProcessEnv)).toEqual({ PATH: "/bin", TRUSTED_PROXY_HOPS: "1" });
});
