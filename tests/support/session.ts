import { createHmac } from "node:crypto";

/**
 * The cookie of a signed-in person as the embedded sign-in server would issue it, for tests that need many of them.
 * Needs LEADLOOM_JWT_SECRET.
 */
export function sessionCookie({
  userId,
  email = `${userId}@example.test`,
}: {
  userId: string;
  email?: string;
}): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const body = `${encode({ alg: "HS256", typ: "JWT" })}.${encode({ sub: userId, email, role: "authenticated", aud: "authenticated", exp })}`;
  const signature = createHmac("sha256", process.env.LEADLOOM_JWT_SECRET ?? "")
    .update(body)
    .digest("base64url");
  return `leadloom-session=base64-${encode({ access_token: `${body}.${signature}`, expires_at: exp })}`;
}
