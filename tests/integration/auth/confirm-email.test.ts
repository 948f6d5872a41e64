import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBrowser } from "../../support/browser.ts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";

const PASSWORD = "correct horse battery";
let database: TestDatabase;
let outbox: string;
type Handler = (request: Request) => Promise<Response>;
let signup: Handler;
let login: Handler;
let verify: Handler;

beforeAll(async () => {
  database = await createDatabase();
  const data = mkdtempSync(join(tmpdir(), "leadloom-confirm-"));
  outbox = join(data, "outbox");
  Object.assign(process.env, database.env, { LEADLOOM_DATA: data, LEADLOOM_CONFIRM_EMAIL: "1" });
  signup = (await import("@/app/auth/signup/route")).POST;
  login = (await import("@/app/auth/login/route")).POST;
  verify = (await import("@/app/auth/confirm/verify/route")).POST;
});

afterAll(async () => {
  rmSync(join(outbox, ".."), { recursive: true });
  await database.drop();
});

const mails = () =>
  readdirSync(outbox)
    .sort()
    .map((file) => readFileSync(join(outbox, file), "utf8"));
const signUp = (email: string) =>
  createBrowser().post({
    handler: signup,
    path: "/auth/signup",
    fields: { name: "Ada", email, password: PASSWORD, time_zone: "Asia/Tokyo" },
  });
const signIn = async (email: string, password = PASSWORD) =>
  (await createBrowser().post({ handler: login, path: "/auth/login", fields: { email, password } })).headers.get(
    "location",
  );

test("a new person is not signed in, and gets a mail with a link", async () => {
  const response = await signUp("new@example.test");
  expect(response.headers.get("location")).toBe("/check-mail?for=signup");
  expect(response.headers.getSetCookie().filter((line) => /^leadloom-session(\.0)?=./.test(line))).toEqual([]);
  expect(mails()).toHaveLength(1);
});

test("before the address is confirmed no password opens the account, and the answer tells nothing", async () => {
  expect(await signIn("new@example.test")).toBe("/login?error=unconfirmed");
  expect(await signIn("new@example.test", "wrong wrong wrong")).toBe("/login?error=unconfirmed");
  expect(await signIn("nobody@example.test")).toBe("/login?error=unconfirmed");
});

test("the link signs in once, into a workspace of the zone given at sign-up", async () => {
  const link = new URL(/(http\S+\/auth\/confirm\S+)/.exec(mails()[0]!)![1]!);
  const fields = { token_hash: link.searchParams.get("token_hash")!, type: link.searchParams.get("type")! };
  const first = await createBrowser().post({ handler: verify, path: "/auth/confirm/verify", fields });
  expect(first.headers.get("location")).toBe("/w/ada");
  const second = await createBrowser().post({ handler: verify, path: "/auth/confirm/verify", fields });
  expect(second.headers.get("location")).toBe("/login?error=link");
  expect(await signIn("new@example.test")).toBe("/w/ada");
  const { myMemberships } = await import("@/lib/db/lookup");
  const { connect } = await import("../../../scripts/database/connect.ts");
  const admin = connect(database.adminUrl);
  const [user] = await admin`select id from auth.users where email = 'new@example.test'`;
  await admin.end();
  expect(await myMemberships(user?.id)).toMatchObject([
    { name: "Ada's workspace", timeZone: "Asia/Tokyo", role: "owner" },
  ]);
});

test("signing up with a known address answers the same, and changes nothing", async () => {
  const before = mails().length;
  const response = await signUp("new@example.test");
  expect(response.headers.get("location")).toBe("/check-mail?for=signup");
  expect(mails()).toHaveLength(before);
});
