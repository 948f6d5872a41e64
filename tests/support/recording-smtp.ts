import { type AddressInfo, createServer, type Socket } from "node:net";

/** What the server does with the next mail instead of taking it properly. */
export type SmtpFault =
  | { at: "connect"; kind: "drop" }
  | { at: "rcpt"; kind: "reply"; reply: string }
  | { at: "data"; kind: "reply"; reply: string }
  /** It has the whole mail, and goes away without a word. */
  | { at: "body"; kind: "drop" }
  | { at: "body"; kind: "reply"; reply: string };

export interface RecordingSmtp {
  host: string;
  port: number;
  /** Mails the server has in hand, also those it never said so of. */
  mails: { from: string; to: string[]; text: string }[];
  /** User and password of each sign-in, as `user password`. */
  signIns: string[];
  faults: SmtpFault[];
  close(): Promise<void>;
}

/** A mail server on loopback that speaks as much of RFC 5321 and AUTH PLAIN (RFC 4954) as a client of ours needs. */
export async function recordingSmtp({ password = "" }: { password?: string } = {}): Promise<RecordingSmtp> {
  const state: Pick<RecordingSmtp, "mails" | "signIns" | "faults"> = { mails: [], signIns: [], faults: [] };
  const open = new Set<Socket>();
  const take = (at: SmtpFault["at"]) => (state.faults[0]?.at === at ? state.faults.shift() : undefined);

  function converse(socket: Socket): void {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => {});
    if (take("connect")) return void socket.destroy();
    const say = (line: string) => socket.write(`${line}\r\n`);
    let mail = { from: "", to: [] as string[], text: "" };
    let inBody = false;
    let rest = "";
    say("220 recording.test ESMTP");
    socket.on("data", (chunk) => {
      rest += chunk.toString("utf8");
      for (;;) {
        const end = rest.indexOf(inBody ? "\r\n.\r\n" : "\r\n");
        if (end < 0) return;
        const part = rest.slice(0, end);
        rest = rest.slice(end + (inBody ? 5 : 2));
        if (inBody) takeBody(part);
        else command(part);
      }
    });

    function takeBody(text: string): void {
      inBody = false;
      const fault = take("body");
      if (fault?.kind === "reply") return void say(fault.reply);
      state.mails.push({ ...mail, text: text.replaceAll(/^\.\./gm, ".") });
      mail = { from: "", to: [], text: "" };
      if (fault) socket.destroy();
      else say("250 2.0.0 taken");
    }

    function command(line: string): void {
      const [verb = ""] = line.toUpperCase().split(/[ :]/);
      const address = /<([^>]*)>/.exec(line)?.[1] ?? "";
      if (verb === "EHLO") return void socket.write("250-recording.test\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n");
      if (verb === "AUTH") {
        const [, user = "", given = ""] = Buffer.from(line.split(" ")[2] ?? "", "base64")
          .toString()
          .split("\0");
        state.signIns.push(`${user} ${given}`);
        return void say(given === password ? "235 2.7.0 signed in" : "535 5.7.8 wrong user or password");
      }
      if (verb === "MAIL") mail.from = address;
      if (verb === "RCPT") {
        const fault = take("rcpt");
        if (fault?.kind === "reply") return void say(fault.reply);
        mail.to.push(address);
      }
      if (verb === "DATA") {
        const fault = take("data");
        if (fault?.kind === "reply") return void say(fault.reply);
        inBody = true;
        return void say("354 go on");
      }
      if (verb === "QUIT") {
        say("221 bye");
        return void socket.end();
      }
      say(["MAIL", "RCPT", "RSET", "NOOP"].includes(verb) ? "250 2.0.0 ok" : "502 5.5.1 not known");
    }
  }

  const server = createServer(converse);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...state,
    host: "127.0.0.1",
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
