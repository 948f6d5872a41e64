import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { type Browser, createBrowser } from "../../support/browser.ts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";

const PASSWORD = "correct horse battery";
let database: TestDatabase;
let admin: Sql;
let outbox: string;
let handlers: Record<
  "signup" | "login" | "logout" | "reset" | "verify" | "update",
  (request: Request) => Promise<Response>
>;
let sessionUser: (request?: Request) => Promise<{ id: string; email: string } | null>;

beforeAll(async () => {
  database = await createDatabase();
  admin = connect(database.adminUrl);
  const data = mkdtempSync(join(tmpdir(), "leadloom-auth-"));
  outbox = join(data, "outbox");
  Object.assign(process.env, database.env, { LEADLOOM_DATA: data });
  ({ sessionUser } = await import("@/lib/auth/session"));
  handlers = {
    signup: (await import("@/app/auth/signup/route")).POST,
    login: (await import("@/app/auth/login/route")).POST,
    logout: (await import("@/app/logout/route")).POST,
    reset: (await import("@/app/auth/reset/route")).POST,
    verify: (await import("@/app/auth/confirm/verify/route")).POST,
    update: (await import("@/app/auth/update-password/route")).POST,
  };
});

afterAll(async () => {
  rmSync(join(outbox, ".."), { recursive: true });
  await admin.end();
  await database.drop();
});

const post = (
  browser: Browser,
  name: keyof typeof handlers,
  fields: Record<string, string>,
  headers?: Record<string, string>,
) => browser.post({ handler: handlers[name], path: `/auth/${name}`, fields, headers });
const to = (response: Response) => ({ status: response.status, location: response.headers.get("location") });

async function signUp(email: string, name = "Ada Lovelace"): Promise<Browser> {
  const browser = createBrowser();
  await post(browser, "signup", { name, email, password: PASSWORD, time_zone: "Europe/Berlin" });
  return browser;
}

describe("signing up", () => {
  test("lands in a new workspace named after the person, as its owner", async () => {
    const browser = createBrowser();
    const response = await post(browser, "signup", {
      name: "Grace Hopper",
      email: "Grace@Example.test",
      password: PASSWORD,
      time_zone: "Europe/Berlin",
    });
    expect(to(response)).toEqual({ status: 303, location: "/w/grace-hopper" });
    const user = await sessionUser(browser.request("/"));
    expect(user?.email).toBe("grace@example.test");
    const rows = await admin`select w.name, w.time_zone, m.role, p.name as person from workspaces w
      join workspace_members m on m.workspace_id = w.id join profiles p on p.user_id = m.user_id where m.user_id = ${user!.id}`;
    expect(rows).toEqual([
      { name: "Grace Hopper's workspace", time_zone: "Europe/Berlin", role: "owner", person: "Grace Hopper" },
    ]);
  });

  test("keeps the session out of reach of scripts", async () => {
    const response = await handlers.signup(
      createBrowser().request("/auth/signup", {
        method: "POST",
        body: new URLSearchParams({ name: "Eve", email: "eve@example.test", password: PASSWORD }),
      }),
    );
    const lines = response.headers.getSetCookie().filter((line) => line.startsWith("leadloom-session"));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/HttpOnly/i);
    for (const line of lines) expect(line).toMatch(/SameSite=Lax/i);
  });

  test("gives people of one name workspaces of their own", async () => {
    await signUp("same1@example.test", "Same Name");
    await signUp("same2@example.test", "Same Name");
    const rows = await admin`select slug from workspaces where name = 'Same Name''s workspace' order by created_at`;
    expect(rows).toHaveLength(2);
    expect(rows[1]?.slug).toMatch(/^same-name-[a-z0-9]{5}$/);
  });

  test.each([
    [{ name: "", email: "x@example.test", password: PASSWORD }, "name"],
    [{ name: "X", email: "nothing", password: PASSWORD }, "email"],
    [{ name: "X", email: "x@example.test", password: "123456789" }, "weak_password"],
    [{ name: "X", email: "x@example.test", password: "x".repeat(73) }, "weak_password"],
  ])("refuses %o and writes nothing", async (fields, code) => {
    const response = await post(createBrowser(), "signup", fields);
    expect(to(response)).toEqual({ status: 303, location: `/signup?error=${code}` });
    expect(await admin`select from auth.users where email = 'x@example.test'`).toHaveLength(0);
  });

  test("keeps what was typed, but never the password", async () => {
    const browser = createBrowser();
    await post(browser, "signup", { name: "Ada", email: "ada-typed@example.test", password: "short-pw" });
    const typed = Buffer.from(browser.jar.get("leadloom-typed")!, "base64url").toString();
    expect(JSON.parse(typed)).toEqual({ name: "Ada", email: "ada-typed@example.test" });
  });

  test("says so when the address is taken", async () => {
    await signUp("taken@example.test");
    const response = await post(createBrowser(), "signup", {
      name: "Other",
      email: "taken@example.test",
      password: PASSWORD,
    });
    expect(to(response).location).toBe("/signup?error=taken");
  });

  test("makes one workspace when two first sign-ins race", async () => {
    const { firstWorkspace } = await import("@/lib/services/workspaces/first-workspace");
    const userId = crypto.randomUUID();
    const made = await Promise.all(
      Array.from({ length: 8 }, () => firstWorkspace({ userId, email: "race@example.test", name: "Race" })),
    );
    expect(new Set(made.map(({ workspaceId }) => workspaceId)).size).toBe(1);
  });
});

describe("signing in", () => {
  beforeAll(() => signUp("in@example.test", "In Sider").then(() => {}));

  test("works with the right password and goes where the person wanted to", async () => {
    const browser = createBrowser();
    const response = await post(browser, "login", {
      email: "IN@example.test",
      password: PASSWORD,
      next: "/w/in-sider/contacts?search=a",
    });
    expect(to(response)).toEqual({ status: 303, location: "/w/in-sider/contacts?search=a" });
    expect((await sessionUser(browser.request("/")))?.email).toBe("in@example.test");
  });

  test.each([
    "https://evil.test/",
    "//evil.test",
    "/\\evil.test",
    "/\t/evil.test",
    "javascript:alert(1)",
    "/%0d%0aset-cookie:x",
  ])("never leads to another site: %s", async (next) => {
    const response = await post(createBrowser(), "login", { email: "in@example.test", password: PASSWORD, next });
    expect(new URL(response.headers.get("location")!, "http://127.0.0.1:3000").host).toBe("127.0.0.1:3000");
  });

  test("answers a wrong password and an unknown address alike", async () => {
    const wrong = await post(createBrowser(), "login", { email: "in@example.test", password: "wrong wrong wrong" });
    const unknown = await post(createBrowser(), "login", {
      email: "nobody@example.test",
      password: "wrong wrong wrong",
    });
    expect(to(wrong)).toEqual({ status: 303, location: "/login?error=credentials" });
    expect(to(unknown)).toEqual(to(wrong));
  });

  test("stops guessing after ten attempts, also with the right password then", async () => {
    await signUp("guess@example.test");
    const codes: (string | null)[] = [];
    for (let i = 0; i < 11; i++)
      codes.push(
        to(
          await post(createBrowser(), "login", {
            email: "guess@example.test",
            password: i < 10 ? `wrong ${i} wrong` : PASSWORD,
          }),
        ).location,
      );
    expect(codes.slice(0, 10).every((code) => code === "/login?error=credentials")).toBe(true);
    expect(codes[10]).toBe("/login?error=rate_limited");
  });

  test.each([
    ["another site", { origin: "https://evil.test" }],
    ["a sandboxed frame", { origin: "null" }],
  ])("refuses a form sent by %s", async (_, headers) => {
    const response = await post(createBrowser(), "login", { email: "in@example.test", password: PASSWORD }, headers);
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test("takes HTML forms only", async () => {
    const request = createBrowser().request("/auth/login", {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    });
    expect((await handlers.login(request)).status).toBe(415);
  });
});

describe("the session", () => {
  test("is refused when its token was changed, signed by another key, or not signed", async () => {
    const browser = await signUp("forge@example.test");
    const name = [...browser.jar.keys()].find((key) => /^leadloom-session(\.0)?$/.test(key))!;
    const session = JSON.parse(Buffer.from(browser.jar.get(name)!.slice(7), "base64url").toString());
    const [head, payload, signature] = session.access_token.split(".");
    const other = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(payload, "base64url").toString()), sub: crypto.randomUUID() }),
    ).toString("base64url");
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
    const { createHmac } = await import("node:crypto");
    const byOther = createHmac("sha256", "another key").update(`${head}.${payload}`).digest("base64url");
    const forged = [
      `${head}.${other}.${signature}`,
      `${head}.${payload}.${byOther}`,
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${head}.${payload}`,
      "x",
    ];
    for (const token of forged) {
      browser.jar.set(
        name,
        `base64-${Buffer.from(JSON.stringify({ ...session, access_token: token })).toString("base64url")}`,
      );
      expect(await sessionUser(browser.request("/")), token).toBeNull();
    }
  });

  test("is renewed when its token has expired, before the page is drawn", async () => {
    const browser = await signUp("expired@example.test");
    const name = [...browser.jar.keys()].find((key) => /^leadloom-session(\.0)?$/.test(key))!;
    const session = JSON.parse(Buffer.from(browser.jar.get(name)!.slice(7), "base64url").toString());
    const { createHmac } = await import("node:crypto");
    const [head, payload] = session.access_token.split(".");
    const claims = {
      ...JSON.parse(Buffer.from(payload, "base64url").toString()),
      exp: Math.floor(Date.now() / 1000) - 5,
    };
    const old = `${head}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
    const access_token = `${old}.${createHmac("sha256", process.env.LEADLOOM_JWT_SECRET!).update(old).digest("base64url")}`;
    const stale = { ...session, access_token, expires_at: claims.exp };
    browser.jar.set(name, `base64-${Buffer.from(JSON.stringify(stale)).toString("base64url")}`);
    const { renewSoonEnding } = await import("@/lib/auth/renew");
    const renewed = await renewSoonEnding(browser.request("/"));
    expect(renewed?.setCookie.some((line) => line.startsWith(name))).toBe(true);
    const after = await sessionUser(new Request("http://127.0.0.1:3000/", { headers: { cookie: renewed!.cookie } }));
    expect(after?.email).toBe("expired@example.test");
    // Without proxy.ts the page renews by itself; the sign-in server accepts the parent of the newest token.
    expect((await sessionUser(browser.request("/")))?.email).toBe("expired@example.test");
  });

  test("ends with signing out, and another site cannot end it", async () => {
    const browser = await signUp("out@example.test");
    const foreign = await post(browser, "logout", {}, { origin: "https://evil.test" });
    expect(foreign.status).toBe(403);
    expect(await sessionUser(browser.request("/"))).not.toBeNull();
    const cookies = browser.cookie();
    const response = await post(browser, "logout", {});
    expect(to(response)).toEqual({ status: 303, location: "/login" });
    expect([...browser.jar.keys()].filter((key) => key.startsWith("leadloom-session"))).toEqual([]);
    expect(cookies).toContain("leadloom-session");
    expect(
      await admin`select s.id from auth.sessions s join auth.users u on u.id::text = s.user_id::text where u.email = 'out@example.test'`,
    ).toHaveLength(0);
  });
});

describe("a forgotten password", () => {
  const mails = () =>
    readdirSync(outbox)
      .sort()
      .map((file) => join(outbox, file));

  test("gets the same answer whether or not the account exists", async () => {
    await signUp("forgot@example.test");
    const known = await post(createBrowser(), "reset", { email: "forgot@example.test" });
    const unknown = await post(createBrowser(), "reset", { email: "nobody-here@example.test" });
    expect(to(known)).toEqual({ status: 303, location: "/check-mail?for=reset" });
    expect(to(unknown)).toEqual(to(known));
    expect(mails()).toHaveLength(1);
  });

  test("is mailed as a link only the owner of the machine can read, which sets a new password once", async () => {
    const file = mails().at(-1)!;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, "utf8");
    expect(text).toMatch(/^To: forgot@example\.test\r$/m);
    const link = new URL(/(http\S+\/auth\/confirm\S+)/.exec(text)![1]!);
    const fields = { token_hash: link.searchParams.get("token_hash")!, type: link.searchParams.get("type")! };
    const browser = createBrowser();
    expect(to(await post(browser, "verify", fields))).toEqual({ status: 303, location: "/update-password" });
    expect(to(await post(browser, "update", { password: "short" })).location).toBe(
      "/update-password?error=weak_password",
    );
    expect(to(await post(browser, "update", { password: "a better password" })).location).toMatch(/^\/w\//);
    expect(
      to(await post(createBrowser(), "login", { email: "forgot@example.test", password: PASSWORD })).location,
    ).toBe("/login?error=credentials");
    expect(
      to(await post(createBrowser(), "login", { email: "forgot@example.test", password: "a better password" }))
        .location,
    ).toMatch(/^\/w\//);
    expect(to(await post(createBrowser(), "verify", fields)).location).toBe("/reset?error=link");
  });

  test("cannot be replaced with a session alone", async () => {
    const browser = await signUp("alone@example.test");
    expect(to(await post(browser, "update", { password: "taken over by somebody" })).location).toBe(
      "/reset?error=link",
    );
    expect(to(await post(createBrowser(), "update", { password: "taken over by somebody" })).location).toBe(
      "/reset?error=link",
    );
    expect(
      to(await post(createBrowser(), "login", { email: "alone@example.test", password: PASSWORD })).location,
    ).toMatch(/^\/w\//);
  });

  test("takes no link that was made up", async () => {
    const response = await post(createBrowser(), "verify", { token_hash: "0".repeat(64), type: "recovery" });
    expect(to(response).location).toBe("/reset?error=link");
  });
});
