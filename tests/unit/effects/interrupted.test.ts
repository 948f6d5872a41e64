import { expect, test } from "vitest";
import { chat } from "@/lib/services/effects/kinds/chat";
import { http } from "@/lib/services/effects/kinds/http";
import { retryAfterSeconds } from "@/lib/services/effects/kinds/retry-after";

test("a request whose sender died is made again only where that is harmless, a chat message never", () => {
  expect(http.whenInterrupted({ provider: "http", request: { repeatable: true } })).toBe("repeat");
  expect(http.whenInterrupted({ provider: "http", request: { repeatable: false } })).toBe("unknown");
  expect(chat.whenInterrupted({ provider: "slack", request: {} })).toBe("unknown");
});

test("how long to wait may be a number or a date, and is at most a day", () => {
  const seconds = (text: string) => retryAfterSeconds({ "retry-after": text });
  expect(seconds("30")).toBe(30);
  expect(seconds("0.4")).toBe(1);
  expect(seconds("999999999")).toBe(86_400);
  expect(seconds(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(55);
  expect(seconds("soon")).toBeUndefined();
  expect(retryAfterSeconds({})).toBeUndefined();
});
