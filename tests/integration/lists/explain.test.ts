import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Contract } from "@/lib/api/contract";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";
import { allCalls, type Call } from "../denials/calls.ts";
import type { World } from "../rls/row-parts.ts";
import { fill, grown } from "./crowd.ts";

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Plan Rows": number;
  "Sort Key"?: string[];
  Plans?: Plan[];
}

let database: TestDatabase;
let admin: Sql;
let home: TestWorkspace;
let world: World;
let lists: Call[];
const plans: { query: string; plan: Plan }[] = [];

beforeAll(async () => {
  database = await createDatabase();
  admin = connect(database.superUrl);
  Object.assign(process.env, database.env, { API_RATE_PER_MINUTE: "1000000" });
  home = await makeWorkspace();
  const others = [await makeWorkspace(), await makeWorkspace(), await makeWorkspace()];
  [world] = (await fill({ sql: admin, workspaces: [home, ...others].map(({ workspaceId }) => workspaceId) })) as [
    World,
  ];
  await planAloud();
  lists = (await allCalls()).filter(({ declared }) => declared.method === "GET" && "cursor" in shapeOf(declared));
}, 120_000);

afterAll(async () => {
  await admin.end();
  await database.drop();
});

/** From here on the database tells the plan of every statement the app sends, as a notice to the app's own pool. */
async function planAloud(): Promise<void> {
  await admin.unsafe(`alter database "${database.name}" set session_preload_libraries = 'auto_explain'`);
  for (const [name, value] of [
    ["log_min_duration", "0"],
    ["log_level", "notice"],
    ["log_format", "json"],
  ])
    await admin.unsafe(`alter database "${database.name}" set auto_explain.${name} = '${value}'`);
  const { pool, parsers } = await import("@/lib/db/connect");
  await pool().end();
  const onnotice = ({ message = "" }: { message?: string }) => {
    const json = /plan:\n([\s\S]+)$/.exec(message)?.[1];
    if (!json) return;
    const { "Query Text": query, Plan: plan } = JSON.parse(json);
    // The driver's own question about array types.
    if (!query.includes("pg_catalog")) plans.push({ query, plan });
  };
  const store = globalThis as { leadloomSql?: unknown };
  store.leadloomSql = postgres(process.env.DATABASE_URL as string, {
    max: 1,
    onnotice: onnotice as never,
    connection: { TimeZone: "UTC" },
    types: parsers as never,
  });
}

const shapeOf = (declared: Contract): Record<string, unknown> =>
  (declared.query as { shape?: Record<string, unknown> } | undefined)?.shape ?? {};

/** The list as it comes, its second page, and each filter alone. */
function questions(declared: Contract): Record<string, string>[] {
  const properties = (z.toJSONSchema(declared.query as z.ZodType, { io: "input", unrepresentable: "any" }).properties ??
    {}) as Record<string, { enum?: string[] }>;
  const filters = Object.keys(shapeOf(declared)).filter((name) => !["limit", "cursor", "count", "sort"].includes(name));
  const ids: Record<string, unknown> = {
    contact: world.contacts?.id,
    form: world.forms?.id,
    workflow: world.workflows?.id,
    run: world.workflow_runs?.id,
    activity: world.activities?.id,
    message: world.messages?.id,
    assignee: home.userId,
  };
  return filters.flatMap((name) => {
    const candidates = [
      ...(properties[name]?.enum ?? []),
      ids[name.replace(/_id$/, "")],
      "tag7",
      "2026-01-01T00:00:00Z",
      "true",
    ].filter((each) => each !== undefined);
    const fits = candidates.find((value) => (declared.query as z.ZodType).safeParse({ [name]: value }).success);
    if (fits === undefined) throw new Error(`No value found for the filter ${name} of ${declared.path}`);
    return [{ [name]: String(fits) }];
  });
}

/** What is wrong with a plan: a scan of a table that grows, or a sort of more rows than a page. */
function complaints(plan: Plan): string[] {
  const own =
    plan["Node Type"].includes("Seq Scan") && grown.includes(plan["Relation Name"] ?? "")
      ? [`scans ${plan["Relation Name"]}`]
      : /^(Incremental )?Sort$/.test(plan["Node Type"]) && plan["Plan Rows"] > 100
        ? [`sorts ${plan["Plan Rows"]} rows by ${plan["Sort Key"]}`]
        : [];
  return [...own, ...(plan.Plans ?? []).flatMap(complaints)];
}

/** Asks every list and answers what is wrong with its plans. */
async function explainLists(only: (call: Call) => boolean = () => true): Promise<{ wrong: string[]; asked: number }> {
  const wrong: string[] = [];
  let asked = 0;
  for (const { name, declared } of lists.filter(only)) {
    const table = {
      contacts: "contacts",
      forms: "forms",
      hooks: "inbound_hooks",
      workflows: "workflows",
      runs: "workflow_runs",
      segments: "segments",
    }[declared.path.split("/")[1] ?? ""];
    const id = table ? world[table]?.id : undefined;
    const ask = async (query: Record<string, string>) => {
      plans.length = 0;
      const input = { ...(declared.path.includes("{id}") ? { id } : {}), limit: "20", ...query };
      const answer = (await home.client(declared, input as never)) as { next_cursor: string | null };
      asked++;
      expect(plans.length, `${name} must have been explained`).toBeGreaterThan(0);
      for (const { plan, query: text } of plans)
        for (const each of complaints(plan))
          wrong.push(`${name} ${JSON.stringify(query)} ${each}: ${text.replace(/\s+/g, " ").slice(0, 160)}`);
      return answer;
    };
    const first = await ask({});
    if (first.next_cursor) await ask({ cursor: first.next_cursor });
    for (const query of questions(declared)) await ask(query);
  }
  return { wrong: [...new Set(wrong)], asked };
}

test("no list scans a table that grows, or sorts what it does not show", async () => {
  const { wrong, asked } = await explainLists();
  console.info(`Lists: ${asked} queries of ${lists.length} lists explained`);
  expect(lists.length).toBeGreaterThan(5);
  expect(wrong).toEqual([]);
}, 120_000);

test.each([
  ["contacts_list", "/contacts"],
  ["submissions_list", "/submissions"],
  ["workflow_runs_list", "/runs"],
  ["messages_list", "/messages"],
])("a missing index is noticed: %s", async (index, path) => {
  const [row] = await admin`select pg_get_indexdef(${`public.${index}`}::regclass) as definition`;
  await admin.unsafe(`drop index public.${index}`);
  const { wrong } = await explainLists(({ declared }) => declared.path === path);
  await admin.unsafe(row?.definition);
  expect(wrong).not.toEqual([]);
});
