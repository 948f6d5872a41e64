import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcp } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChatEffect, EffectOutcome, HttpEffect } from "@/lib/nodes/effects";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { type DnsServer, dnsServer } from "../../support/dns-server.ts";
import { makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";
import { hosts, leadingNames, ownNames, tricks } from "./spellings.ts";

let database: TestDatabase;
let dns: DnsServer;
let workspace: TestWorkspace;
let hits = 0;
let canaryPort = 0;
let wayPort = 0;
let attempts = 0;
/** In 3ffe::/16, which was returned to IANA: public by its form, and nobody's. */
const NOBODY = "3ffe::1";

// Whoever connects at all has found a way: also one that would only have spoken TLS.
const canary = createTcp((socket) => {
  hits++;
  socket.destroy();
});
const way = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://way/");
  response.writeHead(Number(pathname.slice(1)), { location: searchParams.get("to") ?? "" }).end();
});

beforeAll(async () => {
  database = await createDatabase();
  canaryPort = await listening(canary, "::");
  wayPort = await listening(way, "127.0.0.1");
  dns = await dnsServer(({ name, turn }) => {
    const [target, manner] = name.split(".");
    if (manner === "mixed") return [NOBODY, addressIn(target!)];
    if (manner === "later") return turn === 0 ? [NOBODY] : [addressIn(target!)];
    if (manner === "now") return [addressIn(target!)];
    return leadingNames[name] ?? [];
  });
  Object.assign(process.env, database.env, {
    EGRESS_DNS: dns.address,
    EGRESS_ALLOW: `127.0.0.1:${wayPort}`,
    LEADLOOM_URL: "https://leadloom.example",
  });
  workspace = await makeWorkspace();
});
afterAll(async () => {
  console.info(
    `Egress: ${hosts().length + tricks(1).length} spellings, ${attempts} attempts, ${hits} hits on the canary`,
  );
  const { pool } = await import("@/lib/db/connect");
  await pool().end();
  await dns.close();
  canary.close();
  way.closeAllConnections();
  way.close();
  await database.drop();
});

const listening = async (server: typeof canary, host: string): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
};
/** Every address that a spelling stands for; `t3.now.example` is a name of the fourth. */
const targets = [
  ...new Set(
    hosts().flatMap((host) => {
      const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
      return /^[\d.]+$/.test(name) || name.startsWith("[") ? [name.replace(/^\[|\]$/g, "")] : [];
    }),
  ),
];
const addressIn = (label: string): string => targets[Number(label.slice(1))]!;

type Surface = (url: string) => Promise<EffectOutcome>;

/** The step with this address, run and performed as the engine does it. A step that cannot be saved counts as refused. */
const httpNode: Surface = async (url) => {
  const { default: node } = await import("@/lib/nodes/actions/http-request");
  const { http } = await import("@/lib/services/effects/kinds/http");
  const { state } = await import("../../unit/engine/walk.ts");
  const config = node.config.safeParse({ method: "GET", url, bodyType: "none", timeoutSeconds: 10 });
  if (!config.success) return refusal("not saved");
  const ctx = { state, render: ({ template }: { template: string }) => template } as never;
  const result = await node.run!(ctx, config.data).catch((error: Error) => error);
  if (result instanceof Error) return refusal(result.message);
  if (result.type !== "perform") throw new Error("It asks for nothing");
  return perform({ kind: http, effect: result.effect as HttpEffect });
};
/** The same for the address inside the secret of a chat step. The hosts of the secret name whatever host the address has. */
const chatUrl: Surface = async (url) => {
  const { chat } = await import("@/lib/services/effects/kinds/chat");
  const { asMember } = await import("@/lib/db/scoped");
  const { createSecret } = await import("@/lib/services/secrets/create-secret");
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, "").replace(/\.+$/, "") : "x.example";
  const input = { name: crypto.randomUUID(), hosts: [host], value: url };
  const { value } = await asMember({ actor: workspace.actor, fn: (ctx) => createSecret({ ctx, input }) });
  const effect: ChatEffect = { kind: "chat", platform: "slack", secretId: value.id, text: "Hello" };
  return perform({ kind: chat, effect });
};
const refusal = (reason: string): EffectOutcome => ({ status: "failed", reason, retryable: false });

async function perform({ kind, effect }: { kind: { freeze: unknown; perform: unknown }; effect: object }) {
  const made = (await (kind.freeze as (args: object) => Promise<{ request: unknown }>)({ effect })) as {
    request: unknown;
  };
  const claim = { workspaceId: workspace.workspaceId, effectId: crypto.randomUUID(), attempts: 1, ...made };
  return (kind.perform as (claim: object) => Promise<EffectOutcome>)(claim);
}

/** Tries all addresses and says which were not refused for good. */
async function notRefused({ surface, urls, at = 20 }: { surface: Surface; urls: string[]; at?: number }) {
  const through: string[] = [];
  for (let from = 0; from < urls.length; from += at)
    await Promise.all(
      urls.slice(from, from + at).map(async (url) => {
        attempts++;
        const outcome = await surface(url);
        if (outcome.status !== "failed" || outcome.retryable) through.push(`${url}: ${JSON.stringify(outcome)}`);
      }),
    );
  return through;
}

const surfaces = [
  { name: "the HTTP step", surface: httpNode, scheme: "http" },
  { name: "a chat address", surface: chatUrl, scheme: "https" },
];

describe.each(surfaces)("$name", ({ surface, scheme }) => {
  const direct = () => [...hosts().map((host) => `${scheme}://${host}:${canaryPort}/`), ...tricks(canaryPort)];

  test("reaches no private or own address, however it is spelt", async () => {
    expect(direct().length).toBeGreaterThanOrEqual(250);
    expect(await notRefused({ surface, urls: direct() })).toEqual([]);
    expect(hits).toBe(0);
  });

  test("is not led there by a redirect", async () => {
    const sent = direct().map((url) => url.trim().replace(/[^\x21-\x7e]/gu, (sign) => encodeURIComponent(sign)));
    const urls = sent
      .filter((url) => !url.startsWith("http:127") && !/^http:\/(?!\/)/.test(url))
      .map((url, n) => `http://127.0.0.1:${wayPort}/${[301, 302, 303, 307, 308][n % 5]}?to=${encodeURIComponent(url)}`);
    expect(await notRefused({ surface, urls })).toEqual([]);
    expect(hits).toBe(0);
  });

  test("is not led there by what a name server answers, or answers the second time", async () => {
    const named = (manner: string) =>
      targets.map((_, n) => `${scheme}://t${n}.${manner}.${scheme}.example:${canaryPort}/`);
    const known = Object.keys(leadingNames).map((name) => `${scheme}://${name}:${canaryPort}/`);
    expect(await notRefused({ surface, urls: [...named("now"), ...named("mixed"), ...known] })).toEqual([]);
    // The first answer is checked and nobody's; the second would lead home, and is never asked for.
    const later = await notRefused({ surface, urls: named("later"), at: 150 });
    expect(later.filter((line) => !line.includes("retryable"))).toEqual([]);
    expect(hits).toBe(0);
  });
});

test("names of this machine are refused before anybody is asked for them", () => {
  for (const name of ownNames) expect(dns.asked.get(name.toLowerCase().replace(/\.+$/, "")), name).toBeUndefined();
});

test("a fresh deployment allows nothing private", async () => {
  const { settings } = await import("../../../scripts/settings.ts");
  expect(settings.find(({ name }) => name === "EGRESS_ALLOW")?.need).toBe("optional");
  expect(database.env.EGRESS_ALLOW).toBeUndefined();
});

test("the canary would have noticed: it counts whoever connects", async () => {
  const before = hits;
  await fetch(`http://127.0.0.1:${canaryPort}/`).catch(() => null);
  expect(hits).toBe(before + 1);
  hits = before;
});
