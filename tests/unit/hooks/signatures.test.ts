import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { signingKey, verifySignature } from "@/lib/services/hooks/verify-signature";

const now = "2030-01-01T12:00:00.000Z";
const seconds = Date.parse(now) / 1000;
const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const body = Buffer.from('{"customer":{"email":"ada@example.com"},"total":49.9}');

interface Delivery {
  headers: Record<string, string>;
  body: Buffer;
}
const schemes = {
  standard: {
    good: (): Delivery => {
      const key = Buffer.from(secret.slice(6), "base64");
      const made = createHmac("sha256", key).update(`msg_1.${seconds}.`).update(body).digest("base64");
      return {
        headers: { "webhook-id": "msg_1", "webhook-timestamp": String(seconds), "webhook-signature": `v1,${made}` },
        body,
      };
    },
    accepted: ({ headers, body }: Delivery) =>
      verifySignature({ signature: "standard", secret, header: null, headers: new Headers(headers), body, now }),
  },
  hmac_sha256: {
    good: (): Delivery => ({
      headers: { "x-signature": createHmac("sha256", secret).update(body).digest("hex") },
      body,
    }),
    accepted: ({ headers, body }: Delivery) =>
      verifySignature({
        signature: "hmac_sha256",
        secret,
        header: "x-signature",
        headers: new Headers(headers),
        body,
        now,
      }),
  },
};

/** A fixed sequence of numbers, so that a failure can be seen again (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** One change to what was signed or to the signature; never none. */
function mutated({ good, pick }: { good: Delivery; pick: (below: number) => number }): Delivery {
  const headers = { ...good.headers };
  const changed = Buffer.from(good.body);
  const names = Object.keys(headers);
  const name = names[pick(names.length)]!;
  const value = headers[name]!;
  const at = pick(value.length);
  const other = String.fromCharCode(value.charCodeAt(at) === 65 ? 66 : 65);
  switch (pick(8)) {
    case 0:
      changed[pick(changed.length)]! ^= 1 << pick(8);
      return { headers, body: changed };
    case 1:
      return { headers, body: Buffer.concat([changed, Buffer.from([pick(256)])]) };
    case 2:
      return { headers, body: changed.subarray(0, pick(changed.length)) };
    case 3:
      return { headers: { ...headers, [name]: value.slice(0, at) + other + value.slice(at + 1) }, body: changed };
    case 4:
      return { headers: { ...headers, [name]: value.slice(0, at) }, body: changed };
    case 5:
      return { headers: { ...headers, [name]: `${value.slice(0, at)}${other}${value.slice(at)}` }, body: changed };
    case 6:
      delete headers[name];
      return { headers, body: changed };
    default:
      return { headers: { ...headers, [name]: ["", "v1,", "v1a,x", "sha256=", "null", "0"][pick(6)]! }, body: changed };
  }
}

test.each(Object.entries(schemes))(
  "of 10,000 changed deliveries by %s none is accepted",
  (name, { good, accepted }) => {
    expect(accepted(good())).toBe(true);
    const pick = numbers(20300101);
    const through: Delivery[] = [];
    for (let n = 0; n < 10_000; n++) {
      const delivery = mutated({ good: good(), pick });
      if (accepted(delivery)) through.push(delivery);
    }
    console.info(`Signatures: 10,000 mutations of ${name}, ${through.length} accepted`);
    expect(through).toEqual([]);
  },
);

test("several signatures may stand beside each other, as when a secret is renewed", () => {
  const { headers, body } = schemes.standard.good();
  const both = { ...headers, "webhook-signature": `v1,AAAA v1a,BBBB ${headers["webhook-signature"]}` };
  expect(schemes.standard.accepted({ headers: both, body })).toBe(true);
});

test("a secret of another kind opens nothing", () => {
  for (const wrong of ["whsec_", "whsec_short", "whsec_!!!!", "plain words here"])
    expect(signingKey({ signature: "standard", secret: wrong })).toBeNull();
  const { headers, body } = schemes.standard.good();
  const given = {
    signature: "standard",
    secret: "whsec_",
    header: null,
    headers: new Headers(headers),
    body,
    now,
  } as const;
  expect(verifySignature(given)).toBe(false);
});
