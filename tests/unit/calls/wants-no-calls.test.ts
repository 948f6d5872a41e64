import { expect, test } from "vitest";
import { wantsNoCalls } from "@/lib/services/calls/wants-no-calls";

test.each([
  "Do not call me again",
  "Please don't ever call me again!",
  "Stop calling me.",
  "No more calls, please.",
  "Take me off your list",
  "Rufen Sie mich bitte nie wieder an.",
  "Ich will nicht mehr angerufen werden",
  "Ne m'appelez plus !",
  "No me llamen más, por favor",
  "Non mi chiamate più",
])("no more calls: %s", (heard) => {
  expect(wantsNoCalls(heard)).toBe(true);
});

test.each([
  "",
  "Yes, it arrived.",
  "Can you call me tomorrow?",
  "I did not get your call",
  "Stop, I have a question",
  "Rufen Sie mich morgen an",
  "Vous pouvez m'appeler demain",
  "Puede llamarme mañana",
  "Mi chiami domani",
])("goes on: %s", (heard) => {
  expect(wantsNoCalls(heard)).toBe(false);
});
