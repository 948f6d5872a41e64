import { connect } from "node:net";
import { createTransport, type Transporter } from "nodemailer";
import type SMTPTransport from "nodemailer/lib/smtp-transport";
import { checkUrl } from "@/lib/net/check-url";
import { checkedLookup } from "@/lib/net/checked-lookup";

/** A mail server as a person typed it. Without a user nothing is signed in. */
export interface SmtpServer {
  host: string;
  port: number;
  tls: "starttls" | "tls" | "none";
  user?: string;
  password?: string;
}

const none = () => undefined;
const silent = { level: none, trace: none, debug: none, info: none, warn: none, error: none, fatal: none };
const CONNECT_MS = 10_000;
const SOCKET_MS = 30_000;

/**
 * A connection to a mail server for one mail. The server's address was typed by a user, so it goes through the same checks as
 * any outgoing request, and the connection is made to exactly the address that was checked.
 * @throws EgressError when the address may not be called
 */
export function smtpTransport({
  server,
  onBody,
}: {
  server: SmtpServer;
  /** Called when the server is ready to take the mail itself: from here on it may have got it. */
  onBody?: () => void;
}): Transporter<SMTPTransport.SentMessageInfo> {
  const bare = server.host.replace(/^\[|\]$/g, "");
  const { host, allowed } = checkUrl(`http://${bare.includes(":") ? `[${bare}]` : bare}:${server.port}`);
  const options: SMTPTransport.Options = {
    host,
    port: server.port,
    secure: server.tls === "tls",
    requireTLS: server.tls === "starttls",
    ignoreTLS: server.tls === "none",
    ...(server.user ? { auth: { user: server.user, pass: server.password ?? "" } } : {}),
    tls: { servername: host, minVersion: "TLSv1.2" },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SOCKET_MS,
    // The library tells of the dialogue only through a logger. 354 is the answer to DATA (RFC 5321 4.1.1.4).
    transactionLog: true,
    logger: { ...silent, debug: (entry, line) => void (entry.tnx === "server" && /^354/.test(line) && onBody?.()) },
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_options, callback) => {
      const socket = connect({ host, port: server.port, lookup: checkedLookup({ allowed }) });
      const timer = setTimeout(() => socket.destroy(new Error("The mail server did not answer.")), CONNECT_MS);
      const fail = (error: Error) => {
        clearTimeout(timer);
        callback(Object.assign(error, { code: "ECONNECTION", command: "CONN" }), false);
      };
      socket.once("error", fail);
      socket.once("connect", () => {
        clearTimeout(timer);
        socket.removeListener("error", fail);
        callback(null, { connection: socket });
      });
    },
  };
  return createTransport(options);
}
