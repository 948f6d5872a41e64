import { beforeAll, expect, test } from "vitest";

const MUTATIONS = 100_000;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/%~ \n\0é";
let tokens: typeof import("@/lib/tokens");
let renders: typeof import("@/lib/forms/render-token");
const now = Date.now();

beforeAll(async () => {
  // Whatever the settings must hold; only the master key matters here, and it is new each time.
  const needed = ["DATABASE_URL", "DATABASE_AUTH_URL", "LEADLOOM_URL", "LEADLOOM_JWT_SECRET", "SUPABASE_ANON_KEY"];
  for (const name of [...needed, "SUPABASE_SECRET_KEY", "INNGEST_SIGNING_KEY", "INNGEST_EVENT_KEY"])
    process.env[name] ??= "test";
  process.env.LEADLOOM_SECRET = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64");
  tokens = await import("@/lib/tokens");
  renders = await import("@/lib/forms/render-token");
});

/** Numbers that look random and are the same each time (xorshift32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
}

/** One to five changes: a character replaced, put in, taken out, swapped with its neighbour; or a cut, or two tokens crossed. */
function mutate({ token, other, roll }: { token: string; other: string; roll: (sides: number) => number }): string {
  let text = token;
  for (let n = roll(3) === 0 ? 1 + roll(5) : 1; n > 0; n--) {
    const at = roll(text.length + 1);
    const sign = alphabet[roll(alphabet.length)] ?? "A";
    const changes = [
      () => text.slice(0, at) + sign + text.slice(at + 1),
      () => text.slice(0, at) + sign + text.slice(at),
      () => text.slice(0, at) + text.slice(at + 1),
      () => text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2),
      () => text.slice(0, at),
      () => text.slice(0, at) + other.slice(at),
    ];
    // The first kind, which keeps the shape, more often than the others.
    text = (changes[roll(10)] ?? changes[0])?.() ?? text;
  }
  return text;
}

test(`none of ${MUTATIONS.toLocaleString("en")} changed links of each kind is accepted`, () => {
  const roll = dice(20261121);
  const id = () => crypto.randomUUID();
  const link = () => tokens.signToken({ purpose: "unsubscribe", data: { w: id(), m: id() } });
  const page = () => renders.signRender({ publicId: "aBcDeFgHiJ", versionId: id() });
  const open = {
    approval: (token: string) => tokens.readToken({ purpose: "approval", token, now }),
    open: (token: string) => tokens.readToken({ purpose: "open", token, now }),
    click: (token: string) => tokens.readToken({ purpose: "click", token, now }),
    unsubscribe: (token: string) => tokens.readToken({ purpose: "unsubscribe", token, now }),
    page: (token: string) => renders.readRender({ publicId: "aBcDeFgHiJ", token }),
  };
  const seen = () => tokens.signToken({ purpose: "open", data: { w: id(), m: id() } });
  const click = () => tokens.signToken({ purpose: "click", data: { w: id(), m: id(), p: 1 } });
  const approval = () => tokens.signToken({ purpose: "approval", data: { w: id(), t: id(), u: id() } });
  const kinds = ["unsubscribe", "page", "open", "click", "approval"] as const;
  const pairs = {
    unsubscribe: [link(), link()],
    page: [page(), page()],
    open: [seen(), seen()],
    click: [click(), click()],
    approval: [approval(), approval()],
  } as const;
  const genuine = new Set<string>(kinds.flatMap((kind) => pairs[kind]));
  for (const kind of kinds) for (const token of pairs[kind]) expect(open[kind](token)).not.toBeNull();
  const accepted: string[] = [];
  let tried = 0;
  // As many of each kind: a link may lead somewhere, so each must be as hard to forge.
  while (tried < MUTATIONS * kinds.length) {
    const kind = kinds[tried % kinds.length] as (typeof kinds)[number];
    const [token, other] = pairs[kind];
    const changed = mutate({ token, other, roll });
    if (genuine.has(changed)) continue;
    tried++;
    if (open[kind](changed) !== null) accepted.push(changed);
  }
  console.info(`Tokens: ${tried} mutations, ${accepted.length} accepted`);
  expect(accepted).toEqual([]);
}, 60_000);

test("a link is worthless for another purpose, another form, another installation, and after its time", async () => {
  const data = { w: "a", m: "b", p: "aBcDeFgHiJ", v: "v", n: "n", t: now, userId: "u" };
  const purposes = ["open", "click", "approval", "unsubscribe", "form-render", "new-password"] as const;
  for (const made of purposes)
    for (const used of purposes) {
      const token = tokens.signToken({ purpose: made, data });
      expect(tokens.readToken({ purpose: used, token, now }) !== null).toBe(made === used);
    }
  const page = renders.signRender({ publicId: "aBcDeFgHiJ", versionId: "v" });
  expect(renders.readRender({ publicId: "aBcDeFgHiK", token: page })).toBeNull();
  const short = tokens.signToken({ purpose: "unsubscribe", data, expiresAt: now });
  expect(tokens.readToken({ purpose: "unsubscribe", token: short, now })).not.toBeNull();
  expect(tokens.readToken({ purpose: "unsubscribe", token: short, now: now + 1 })).toBeNull();
});

test("what is no token at all is refused without a stumble", () => {
  const odd = [undefined, null, 5, {}, [], ["a", "b"], "", ".", "..", "a.b", `${"A".repeat(2001)}.${"A".repeat(43)}`];
  for (const token of odd) expect(renders.readRender({ publicId: "aBcDeFgHiJ", token })).toBeNull();
});

test("every other spelling of the same signature is refused", () => {
  const token = tokens.signToken({ purpose: "unsubscribe", data: { w: "a", m: "b" } });
  const letters = alphabet.slice(0, 64);
  // 43 letters carry 258 bits for 256: four last letters mean the same bytes, and only one of them counts.
  const same = [...letters].filter(
    (letter) =>
      Buffer.from(token.slice(0, -1) + letter, "base64url").equals(Buffer.from(token, "base64url")) ||
      Buffer.from(`${token.split(".")[1]?.slice(0, -1)}${letter}`, "base64url").equals(
        Buffer.from(token.split(".")[1] ?? "", "base64url"),
      ),
  );
  expect(same.length).toBeGreaterThan(1);
  const accepted = same.filter(
    (letter) => tokens.readToken({ purpose: "unsubscribe", token: token.slice(0, -1) + letter, now }) !== null,
  );
  expect(accepted).toEqual([token.at(-1)]);
});
