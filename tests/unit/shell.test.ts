import { describe, expect, test } from "vitest";
import { readApiError } from "@/components/shell/api-error";
import {
  formatDateTime,
  formatDuration,
  formatExact,
  formatList,
  formatRelative,
  plural,
} from "@/components/shell/format";
import { activeEntry, navHref, navigation } from "@/components/shell/navigation";
import { statuses, statusLook } from "@/components/shell/status";
import { readUrlState, writeUrlState } from "@/components/shell/use-url-state";
import { initials } from "@/components/ui/avatar";

describe("navigation", () => {
  test("a detail page belongs to its list, the workspace's root to Home only", () => {
    expect(activeEntry({ pathname: "/w/acme/contacts/123", workspace: "acme" })?.id).toBe("contacts");
    expect(activeEntry({ pathname: "/w/acme", workspace: "acme" })?.id).toBe("home");
    expect(activeEntry({ pathname: "/w/acme/unknown", workspace: "acme" })).toBeUndefined();
    expect(activeEntry({ pathname: "/w/other/contacts", workspace: "acme" })).toBeUndefined();
    expect(activeEntry({ pathname: "/w/acme/formsmith", workspace: "acme" })).toBeUndefined();
  });
  test("every entry has its own address and its own keys", () => {
    expect(new Set(navigation.map((entry) => navHref({ entry, workspace: "a b" }))).size).toBe(navigation.length);
    expect(new Set(navigation.map((entry) => entry.keys.join())).size).toBe(navigation.length);
    expect(navHref({ entry: navigation[1]!, workspace: "a b" })).toBe("/w/a%20b/forms");
  });
});

describe("filters in the address", () => {
  const defaults = { search: "", status: "", sort: "newest" };
  test("are read over their defaults", () => {
    expect(readUrlState({ defaults, params: new URLSearchParams("status=live&other=1") })).toEqual({
      search: "",
      status: "live",
      sort: "newest",
    });
  });
  test("leave defaults out, keep foreign names and drop the cursor", () => {
    const next = writeUrlState({
      defaults,
      params: "tab=a&status=live&cursor=abc",
      patch: { status: "", search: "a b&c" },
    });
    expect(next).toBe("tab=a&search=a+b%26c");
    expect(writeUrlState({ defaults, params: "", patch: { sort: "newest" } })).toBe("");
  });
});

describe("errors of the API", () => {
  const body = {
    error: {
      code: "validation",
      message: "Some fields need a change.",
      fields: [{ path: "email", message: "Not an email." }],
      request_id: "r1",
    },
  };
  test("are found in the body, in an Error that carries it, and in an Error with the same properties", () => {
    const wanted = {
      code: "validation",
      message: "Some fields need a change.",
      fields: [{ path: "email", message: "Not an email." }],
      requestId: "r1",
    };
    expect(readApiError(body)).toEqual(wanted);
    expect(readApiError(Object.assign(new Error("x"), { body }))).toEqual(wanted);
    expect(
      readApiError(
        Object.assign(new Error(body.error.message), {
          code: "validation",
          fields: body.error.fields,
          requestId: "r1",
        }),
      ),
    ).toEqual(wanted);
  });
  test("a broken connection and anything else get plain words, malformed fields are left out", () => {
    expect(readApiError(new TypeError("fetch failed")).code).toBe("unreachable");
    expect(readApiError(undefined).code).toBe("unknown");
    expect(readApiError({ error: { code: "a", message: "b", fields: [{ path: 1 }, null] } }).fields).toEqual([]);
  });
});

describe("words for numbers and times", () => {
  const now = "2025-11-21T12:00:00Z";
  test.each([
    ["2025-11-21T11:59:30Z", "now"],
    ["2025-11-21T11:59:10Z", "1 minute ago"],
    ["2025-11-21T11:57:00Z", "3 minutes ago"],
    ["2025-11-21T14:10:00Z", "in 2 hours"],
    ["2025-11-20T11:00:00Z", "yesterday"],
    ["2025-09-01T11:00:00Z", "2 months ago"],
  ])("%s is %s", (at, words) => {
    expect(formatRelative({ at, now })).toBe(words);
  });
  test("an instant is written in the zone asked for, with the zone's name when exact", () => {
    expect(formatDateTime({ at: now, locale: "en-GB", zone: "Europe/Berlin" })).toBe("21 Nov 2025, 13:00");
    expect(formatExact({ at: now, locale: "en-GB", zone: "America/New_York" })).toContain("07:00:00");
    expect(formatExact({ at: now, locale: "en-GB", zone: "America/New_York" })).toContain("GMT-5");
  });
  test.each([
    [0, "0 ms"],
    [340, "340 ms"],
    [60_000, "1 min"],
    [65_000, "1 min 5 sec"],
    [90_061_000, "1 day 1 hr"],
  ])("%d ms is %s", (ms, words) => {
    expect(formatDuration({ ms })).toBe(words);
  });
  test("a plural is one whole sentence with its count written for the reader", () => {
    const forms = { one: "Delete {n} contact", other: "Delete {n} contacts" };
    expect(plural({ count: 1, ...forms })).toBe("Delete 1 contact");
    expect(plural({ count: 1234, ...forms })).toBe("Delete 1,234 contacts");
    expect(plural({ count: 0, ...forms, zero: "Nothing to delete" })).toBe("Nothing to delete");
    expect(formatList({ items: ["a", "b", "c"], locale: "en-GB" })).toBe("a, b and c");
  });
});

describe("states", () => {
  test("each has a word of its own within its kind", () => {
    for (const table of Object.values(statuses)) {
      const labels = Object.values(table).map((look) => look.label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
  test("one the table does not know, or that only looks known, keeps its own word", () => {
    expect(statusLook({ kind: "run", status: "on_ice" })).toEqual({
      label: "On ice",
      tone: "neutral",
      icon: "unknown",
    });
    expect(statusLook({ kind: "run", status: "constructor" }).tone).toBe("neutral");
  });
});

test("initials come from the first and last word in any script", () => {
  expect(initials("Ada King Lovelace")).toBe("AL");
  expect(initials("grace@example.com")).toBe("GC");
  expect(initials("مريم ميرزاخاني")).toBe("مم");
  expect(initials("  ")).toBe("?");
});
