import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { confirmPath } from "@/lib/auth/confirm-link";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";

interface Mail {
  to: string;
  subject: string;
  text?: string;
}

/**
 * Delivers the mails of the embedded sign-in server: each one a file in `<data>/outbox`, readable by its owner only, and a
 * line on the console. Never over HTTP: whoever reads such a mail can sign in as its receiver.
 */
export const outbox = {
  async send({ to, subject, text = "" }: Mail): Promise<void> {
    const folder = join(/* turbopackIgnore: true */ env().dataDir, "outbox");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${newId()}.eml`);
    await writeFile(file, eml({ to, subject, body: body(text) }), { mode: 0o600 });
    console.info(`Mail for ${to.replace(/[^\x20-\x7e]/g, "?")} (${subject}): ${file}`);
  },
};

/** The library's link leads to a route that is not mounted; ours says the same. */
function body(text: string): string {
  const link = /\/auth\/v1\/verify\?(\S+)/.exec(text)?.[1];
  const query = new URLSearchParams(link);
  const token = query.get("token");
  const type = query.get("type");
  if (!token || !type) return text;
  const url = `${env().baseUrl}${confirmPath({ tokenHash: token, type })}`;
  return type === "recovery"
    ? `Someone asked for a new password for your Leadloom account. To choose one, open this link within an hour:\n\n${url}\n\nIf that was not you, ignore this mail: nothing has changed.\n`
    : `Welcome to Leadloom. To confirm that this address is yours, open this link within an hour:\n\n${url}\n\nIf you did not sign up, ignore this mail.\n`;
}

// RFC 5322: header lines end with CRLF. Line breaks in a value would start a header of the sender's choice.
function eml({ to, subject, body }: { to: string; subject: string; body: string }): string {
  const header = (value: string) => value.replace(/[\r\n]+/g, " ");
  const host = new URL(env().baseUrl).hostname;
  return [
    `From: Leadloom <no-reply@${host}>`,
    `To: ${header(to)}`,
    `Subject: ${header(subject)}`,
    `Date: ${new Date().toUTCString()}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    body.replace(/\r?\n/g, "\r\n"),
  ].join("\r\n");
}
