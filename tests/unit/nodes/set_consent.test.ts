import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";
import { contactOf } from "./team-context";

const type = "set_consent";
const config = {
  what: "consent",
  channel: "sms",
  status: "granted",
  reason: "Asked {{ contact.first_name }} by phone",
};

test("happy path: records the consent with its rendered proof", async () => {
  const asked: unknown[] = [];
  const more = contactOf({
    setConsent: async (consent) => {
      asked.push(consent);
      return { changed: true };
    },
  });
  const result = await runNode({ type, config, more });
  expect(asked).toEqual([{ channel: "sms", status: "granted", text: "Asked Ada by phone" }]);
  expect(fits({ type, config, result })).toBe(true);
});
test("tells why a consent is not recorded", async () => {
  const refused = "The contact unsubscribed on this channel; only the contact or a member can lift that.";
  const more = contactOf({ setConsent: async () => ({ changed: false, refused }) });
  const result = await runNode({ type, config, more });
  expect(result).toMatchObject({ output: { status: "granted", changed: false }, note: refused });
  expect(fits({ type, config, result })).toBe(true);
});
test("marks and lifts do not contact", async () => {
  const off = { what: "do_not_contact", doNotContact: false };
  const result = await runNode({ type, config: off, contact: { do_not_contact: false } });
  expect(result).toMatchObject({ output: { status: "off", changed: false }, note: "It stood like this already." });
  expect(fits({ type, config: off, result })).toBe(true);
});
test("refused config: refuses a granted consent without proof, and warns of one with it", () => {
  expect(refusal({ type, config: { ...config, reason: " " } })).toBe(
    "reason: Say where the contact agreed: it is the proof.",
  );
  expect(refusal({ type, config: { ...config, channel: "fax" } })).toBe("channel: Choose a channel.");
  expect(getNode(type)!.advise?.(config)).toMatchObject([{ code: "grants_consent" }]);
});
test("simulated: in the shape of a real answer, and writes to the simulated contact alone", async () => {
  const { step, fits: fit } = await simulateNode({ type, config: config });
  expect(fit).toBe(true);
  expect(step.outlet).toBe("out");
});
